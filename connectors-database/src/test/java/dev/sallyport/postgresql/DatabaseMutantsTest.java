package dev.sallyport.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Secret;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.testkit.contract.Breach;
import dev.sallyport.testkit.contract.DatabaseContract;
import dev.sallyport.testkit.contract.Rule;
import dev.sallyport.testkit.database.FakeDatabase;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of databases is worth what it catches: each wrong connector is seen by the rule that is meant for it. */
class DatabaseMutantsTest {
    /** One way in which a connector can be wrong, and the rule that sees it. */
    enum Mutant {
        TAKES_A_MISSING_TABLE_FOR_AN_EMPTY_ONE(Rule.A_MISSING_RECORD_IS_NOT_FOUND),
        MAKES_NULL_A_DEFAULT(Rule.AN_UNSET_MEMBER_IS_NOTHING),
        CALLS_A_BROKEN_RESULT_WHOLE(Rule.HALF_A_REPLY_IS_NO_DATA),
        TAKES_A_LOST_TABLE_FOR_AN_EMPTY_ONE(Rule.A_REFUSAL_IS_NO_DATA),
        LOSES_THE_LAST_ROW(Rule.A_WALK_IS_WHOLE),
        PAGES_BY_OFFSET(Rule.A_WALK_BEARS_CHANGE),
        CUTS_OFF_IN_SILENCE(Rule.NO_WALK_IS_ENDLESS),
        IGNORES_THE_DEADLINE(Rule.THE_DEADLINE_HOLDS),
        HOLDS_MORE_THAN_IT_SAYS(Rule.NO_MORE_AT_ONCE_THAN_ALLOWED),
        SWALLOWS_INTERRUPTS(Rule.AN_INTERRUPT_ENDS_A_WAIT),
        PRINTS_THE_PASSWORD(Rule.NO_SECRET_IS_TOLD),
        LEAVES_CONNECTIONS(Rule.NO_CONNECTION_STAYS_BEHIND),
        TRIES_A_DEAD_PASSWORD_AGAIN(Rule.DEAD_CREDENTIALS_ARE_A_PERSONS_MATTER);

        private final Rule seenBy;

        Mutant(Rule seenBy) {
            this.seenBy = seenBy;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_connector_is_seen(Mutant mutant) {
        try (Stream<DynamicTest> rules = new Mutated(mutant).the_contract_is_kept()) {
            DynamicTest rule = rules.filter(one -> one.getDisplayName().equals(mutant.seenBy.toString()))
                    .findFirst()
                    .orElseThrow();
            assertThatThrownBy(rule.getExecutable()::execute)
                    .isInstanceOfSatisfying(
                            Breach.class, breach -> assertThat(breach.rule()).isEqualTo(mutant.seenBy));
        }
    }

    private static final class Mutated extends DatabaseContract {
        private final Mutant mutant;

        Mutated(Mutant mutant) {
            this.mutant = mutant;
        }

        @Override
        protected FakeDatabase database(String... schema) {
            return FakeDatabase.postgresql(schema);
        }

        @Override
        protected DatabaseConnector connect(FakeDatabase fake, Safeguards safeguards) {
            PostgreSqlConnection connection =
                    PostgreSql.at(fake.url()).user(fake.user()).password(Secret.of(fake.password()));
            return switch (mutant) {
                case HOLDS_MORE_THAN_IT_SAYS -> PostgreSql.connect(connection.maxConnections(16), safeguards);
                case CUTS_OFF_IN_SILENCE ->
                    new Wrong(
                            PostgreSql.connect(connection.maxRows(20_000).maxCost(1e12), safeguards),
                            connection,
                            mutant);
                case IGNORES_THE_DEADLINE ->
                    PostgreSql.connect(
                            connection,
                            Safeguards.builder().deadline(Duration.ofSeconds(4)).build());
                default -> new Wrong(PostgreSql.connect(connection, safeguards), connection, mutant);
            };
        }
    }
}
