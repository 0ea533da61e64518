package dev.sallyport.postgresql;

import dev.sallyport.Secret;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.testkit.contract.DatabaseContract;
import dev.sallyport.testkit.database.FakeDatabase;
import java.util.List;

/** The PostgreSQL connector keeps the contract of databases. */
class PostgreSqlContractTest extends DatabaseContract {
    @Override
    protected FakeDatabase database(String... schema) {
        return FakeDatabase.postgresql(schema);
    }

    @Override
    protected List<String> oddValues() {
        return List.of(
                "TIMESTAMPTZ 'infinity'",
                "TIMESTAMP '-infinity'",
                "DATE 'infinity'",
                "DATE '4713-01-01 BC'",
                "TIME '24:00'",
                "NUMERIC 'NaN'",
                "FLOAT8 '-Infinity'",
                "99999999999999999999999999999999.999999999::numeric",
                "INTERVAL '1 month -2 days'",
                "'{1,NULL,3}'::int[]",
                "'{\"a\": [null]}'::jsonb",
                "'\\x00ff'::bytea",
                "B'101'",
                "point(1, 2)",
                "'192.0.2.1'::inet",
                "'[1,5)'::int4range",
                "'12.34'::money",
                "'a'::\"char\"",
                "''::text");
    }

    @Override
    protected DatabaseConnector connect(FakeDatabase fake, Safeguards safeguards) {
        return PostgreSql.connect(
                PostgreSql.at(fake.url()).user(fake.user()).password(Secret.of(fake.password())), safeguards);
    }
}
