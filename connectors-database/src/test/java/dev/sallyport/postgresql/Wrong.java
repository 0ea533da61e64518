package dev.sallyport.postgresql;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Recovery;
import dev.sallyport.database.Database;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.database.Row;
import dev.sallyport.database.Rows;
import dev.sallyport.database.Statement;
import dev.sallyport.database.Table;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.effect.Strategy;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.postgresql.DatabaseMutantsTest.Mutant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A good connector, made wrong in one way. */
final class Wrong implements DatabaseConnector {
    private static final int LEAF = 100;
    private final DatabaseConnector good;
    private final PostgreSqlConnection connection;
    private final Mutant mutant;

    Wrong(DatabaseConnector good, PostgreSqlConnection connection, Mutant mutant) {
        this.good = good;
        this.connection = connection;
        this.mutant = mutant;
    }

    @Override
    public Database under(Grant grant) {
        Database database = good.under(grant);
        return new Database() {
            @Override
            public Rows query(Statement statement) {
                return mutant == Mutant.PAGES_BY_OFFSET && statement.sql().contains("order by")
                        ? new Leaves(database, statement)
                        : read(database, statement);
            }

            @Override
            public List<Table> schema() {
                return database.schema();
            }

            @Override
            public Outcome<Receipt> tryExecute(Statement statement, Intent intent) {
                Outcome<Receipt> outcome = database.tryExecute(statement, intent);
                boolean swallowed = mutant == Mutant.SWALLOWS_INTERRUPTS && Thread.interrupted();
                return swallowed ? tryExecute(statement, Intent.automatic()) : outcome;
            }

            @Override
            public List<Outcome<Receipt>> tryExecuteAll(List<Statement> statements, Intent intent) {
                return database.tryExecuteAll(statements, intent);
            }
        };
    }

    private Rows read(Database database, Statement statement) {
        try {
            return new WrongRows(database.query(statement));
        } catch (ConnectorException e) {
            if (e.code() == ErrorCode.NOT_AUTHENTICATED && mutant == Mutant.TRIES_A_DEAD_PASSWORD_AGAIN) {
                knockAgainAndAgain();
            }
            boolean empty = e.code() == ErrorCode.NOT_FOUND
                    && (mutant == Mutant.TAKES_A_MISSING_TABLE_FOR_AN_EMPTY_ONE
                            || mutant == Mutant.TAKES_A_LOST_TABLE_FOR_AN_EMPTY_ONE);
            if (empty) {
                return read(database, Statement.of("select id from contract_notes where id = ?", -1));
            }
            throw e;
        }
    }

    private void knockAgainAndAgain() {
        for (int tries = 0; tries < 10; tries++) {
            try {
                PostgreSql.connect(connection).close();
            } catch (ConnectorException refused) {
                // Perhaps the next time.
            }
        }
    }

    /** Pages as one writes them first. */
    private static final class Leaves implements Rows {
        private final Database database;
        private final Statement statement;
        private List<Row> leaf = List.of();
        private int at;
        private int read;
        private boolean ended;

        Leaves(Database database, Statement statement) {
            this.database = database;
            this.statement = statement;
        }

        @Override
        public boolean hasNext() {
            if (at == leaf.size() && !ended) {
                Statement next = Statement.of(statement.sql() + " limit " + LEAF + " offset " + read);
                leaf = database.query(next).all();
                read += leaf.size();
                at = 0;
                ended = leaf.size() < LEAF;
            }
            return at < leaf.size();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return leaf.get(at++);
        }

        @Override
        public void close() {}
    }

    private final class WrongRows implements Rows {
        private final Rows rows;
        private @Nullable Row ahead;

        WrongRows(Rows rows) {
            this.rows = rows;
            if (mutant == Mutant.LOSES_THE_LAST_ROW) {
                ahead = rows.hasNext() ? rows.next() : null;
            }
        }

        @Override
        public boolean hasNext() {
            try {
                return rows.hasNext();
            } catch (ConnectorException e) {
                if (mutant == Mutant.CALLS_A_BROKEN_RESULT_WHOLE || mutant == Mutant.CUTS_OFF_IN_SILENCE) {
                    return false;
                }
                throw e;
            }
        }

        @Override
        public Row next() {
            if (ahead != null) {
                Row row = Objects.requireNonNull(ahead);
                ahead = rows.next();
                return row;
            }
            Row row = rows.next();
            if (mutant != Mutant.MAKES_NULL_A_DEFAULT) {
                return row;
            }
            Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
            values.replaceAll((column, value) -> value == null ? 0 : value);
            return Row.of(values);
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    @Override
    public String system() {
        return good.system();
    }

    @Override
    public List<String> capabilities() {
        return good.capabilities();
    }

    @Override
    public Map<String, Strategy> strategies() {
        return good.strategies();
    }

    @Override
    public Recovery recover() {
        return good.recover();
    }

    @Override
    public void close() {
        if (mutant != Mutant.LEAVES_CONNECTIONS) {
            good.close();
        }
    }

    @Override
    public String toString() {
        return mutant == Mutant.PRINTS_THE_PASSWORD
                ? "Wrong[" + connection.password().reveal() + "]"
                : good.toString();
    }
}
