package dev.sallyport.examples.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Secret;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Contacts;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Outcome;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.query.Changes;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.stores.postgresql.PostgreSqlLedger;
import dev.sallyport.stores.sqlite.SqliteLedger;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.Access;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real store that fails while a program writes: nothing goes out unrecorded, and the error says what to do. */
class LedgerAwayTest {
    @TempDir
    Path folder;

    /** Breaks a store. */
    private interface Break {
        void now() throws IOException;
    }

    @Test
    void a_file_that_was_moved_away_stops_writes() throws IOException {
        Path file = folder.resolve("ledger.db");
        try (Ledger ledger = SqliteLedger.open(file)) {
            stopsWrites(ledger, () -> Files.move(file, folder.resolve("aside.db")), "was deleted, moved or replaced");
        }
    }

    @Test
    void a_log_of_the_file_that_was_deleted_stops_writes() throws IOException {
        Path file = folder.resolve("ledger.db");
        try (Ledger ledger = SqliteLedger.open(file)) {
            stopsWrites(ledger, () -> Files.delete(Path.of(file + "-wal")), "was deleted, moved or replaced");
        }
    }

    @Test
    void a_closed_ledger_stops_writes() throws IOException {
        try (Ledger ledger = SqliteLedger.open(folder.resolve("ledger.db"))) {
            stopsWrites(ledger, ledger::close, "was closed");
        }
    }

    @Test
    void a_server_that_is_gone_stops_writes() throws IOException {
        EmbeddedPostgres engine = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        try (Ledger ledger = PostgreSqlLedger.at(engine.getJdbcUrl("postgres", "postgres"))
                .user("postgres", Secret.of("postgres"))
                .createIfMissing()
                .timeout(Duration.ofSeconds(2))
                .open()) {
            stopsWrites(ledger, engine::close, "cannot be reached");
        }
    }

    private static void stopsWrites(Ledger ledger, Break damage, String why) throws IOException {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = Salesforce.connect(
                        Connection.to(fake.url())
                                .auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                        Safeguards.builder().ledger(ledger).build())) {
            Contacts contacts =
                    salesforce.under(Grant.to("tester").allow("crm:contact:*")).contacts();
            contacts.create(Changes.of(Contact.LAST_NAME, "Before"));
            damage.now();
            Changes<Contact> after = Changes.of(Contact.LAST_NAME, "After");
            List<Outcome<?>> outcomes = List.of(
                    contacts.tryCreate(after, Intent.keyed("one")),
                    contacts.tryCreateAll(List.of(after), Intent.keyed("many")).get(0));
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(Outcome.NotSent.class, notSent -> {
                                assertThat(notSent.reason().code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
                                assertThat(notSent.reason()).hasMessageContaining(why);
                            }));
            assertThat(fake.truth().count()).isOne();
            assertThat(fake.journal().entries().stream().filter(entry -> entry.access() == Access.WRITE))
                    .filteredOn(entry -> !entry.tokenEndpoint())
                    .hasSize(1);
        }
    }
}
