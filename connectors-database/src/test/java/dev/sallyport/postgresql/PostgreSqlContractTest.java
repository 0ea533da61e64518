package dev.sallyport.postgresql;

import dev.sallyport.Secret;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.testkit.contract.DatabaseContract;
import dev.sallyport.testkit.database.FakeDatabase;

/** The PostgreSQL connector keeps the contract of databases. */
class PostgreSqlContractTest extends DatabaseContract {
    @Override
    protected FakeDatabase database(String schema) {
        return FakeDatabase.postgresql(schema);
    }

    @Override
    protected DatabaseConnector connect(FakeDatabase fake, Safeguards safeguards) {
        return PostgreSql.connect(
                PostgreSql.at(fake.url()).user(fake.user()).password(Secret.of(fake.password())), safeguards);
    }
}
