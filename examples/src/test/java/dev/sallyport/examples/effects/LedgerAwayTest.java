package dev.sallyport.examples.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Secret;
import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Contacts;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.query.Changes;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.stores.postgresql.PostgreSqlLedger;
import dev.sallyport.stores.sqlite.SqliteLedger;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.time.ScaledClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real store that fails while a program writes: nothing goes out unrecorded, and the error says what to do. */
class LedgerAwayTest {
    private static final Changes<Contact> DAVIS = Changes.of(Contact.LAST_NAME, "Davis");

    @TempDir
    Path folder;

    @Test
    void a_file_that_was_moved_away_stops_writes() throws Exception {
        Path file = folder.resolve("ledger.db");
        try (Ledger ledger = SqliteLedger.open(file)) {
            stopsWrites(ledger, () -> Files.move(file, folder.resolve("aside.db")), "was deleted, moved or replaced");
        }
    }

    @Test
    void a_log_of_the_file_that_was_deleted_stops_writes() throws Exception {
        Path file = folder.resolve("ledger.db");
        try (Ledger ledger = SqliteLedger.open(file)) {
            stopsWrites(ledger, () -> Files.delete(Path.of(file + "-wal")), "was deleted, moved or replaced");
        }
    }

    @Test
    void a_closed_ledger_stops_writes() throws Exception {
        try (Ledger ledger = SqliteLedger.open(folder.resolve("ledger.db"))) {
            stopsWrites(ledger, ledger::close, "was closed");
        }
    }

    @Test
    void a_server_that_is_gone_stops_writes() throws Exception {
        EmbeddedPostgres engine = engine();
        try (Ledger ledger = ledger(engine)) {
            stopsWrites(ledger, engine::close, "cannot be reached");
        }
    }

    @Test
    void a_file_that_is_damaged_in_use_stops_writes() throws Exception {
        Path file = folder.resolve("ledger.db");
        Grant task = Grant.to("tester").allow("crm:contact:create").forTask("T-1");
        try (Ledger ledger = SqliteLedger.open(file);
                Worn program = new Worn(Safeguards.builder().ledger(ledger))) {
            List<Changes<Contact>> many =
                    IntStream.range(0, 600).mapToObj(LedgerAwayTest::person).toList();
            assertThat(program.connector().under(task).contacts().tryCreateAll(many, Intent.automatic()))
                    .allMatch(Outcome::isCommitted);
        }
        try (Ledger ledger = SqliteLedger.open(file);
                Worn program = new Worn(Safeguards.builder().ledger(ledger))) {
            damageSecondHalf(file);
            List<Outcome<Receipt>> outcomes = new ArrayList<>();
            for (int i = 1_000; i < 1_100; i++) {
                outcomes.add(program.connector().under(task).contacts().tryCreate(person(i), Intent.automatic()));
            }
            // Where the place to record the end was damaged, and not that of the claim, it is unknown.
            assertThat(program.fake.truth().count())
                    .isEqualTo(outcomes.stream()
                            .filter(outcome -> !(outcome instanceof Outcome.NotSent))
                            .count());
            assertThat(outcomes)
                    .filteredOn(Outcome.NotSent.class::isInstance)
                    .isNotEmpty()
                    .allSatisfy(refused -> assertThatThrownBy(refused::orThrow).hasMessageContaining("damaged"));
        }
    }

    private static Changes<Contact> person(int number) {
        return Changes.of(Contact.LAST_NAME, "Person " + number);
    }

    /** Another process that writes makes this one read the file anew. */
    private static void damageSecondHalf(Path file) throws Exception {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            int half = (int) (bytes.length() / 2);
            bytes.seek(half);
            bytes.write("x".repeat(half).getBytes(StandardCharsets.US_ASCII));
        }
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("INSERT INTO budget VALUES ('other', 0, 0)");
        }
    }

    @Test
    void behind_a_torn_tail_what_was_under_way_is_found_and_not_made_again() throws Exception {
        Path file = folder.resolve("ledger.db");
        Path torn = Files.createDirectory(folder.resolve("after-the-crash")).resolve("ledger.db");
        ScaledClock time = ScaledClock.at(1);
        try (Ledger ledger = SqliteLedger.open(file);
                Worn program = new Worn(Safeguards.builder().ledger(ledger).time(time))) {
            program.breakAfterEffect(() -> {
                for (String part : List.of("", "-wal")) {
                    Files.copy(Path.of(file + part), Path.of(torn + part));
                }
                Files.write(Path.of(torn + "-wal"), new byte[2_000], StandardOpenOption.APPEND);
            });
            assertThat(program.create("made").isCommitted()).isTrue();
            time.leap(Duration.ofMinutes(15));
            try (Ledger heirs = SqliteLedger.open(torn);
                    CrmConnector heir = Salesforce.connect(
                            dev.sallyport.connect.Connection.to(program.fake.url())
                                    .auth(Credentials.clientCredentials(
                                            program.fake.clientId(), program.fake.clientSecret())),
                            Safeguards.builder().ledger(heirs).time(time).build())) {
                assertThat(heir.recover()).isEqualTo(new Recovery(1, 0, 0));
                Contacts contacts =
                        heir.under(Grant.to("tester").allow("crm:contact:*")).contacts();
                assertThat(contacts.create(Changes.of(Contact.LAST_NAME, "made"), Intent.keyed("made"))
                                .replayed())
                        .isTrue();
            }
            assertThat(program.fake.truth().count()).isOne();
        }
    }

    @Test
    void a_server_that_is_lost_between_claim_and_sending_stops_the_write() throws IOException {
        EmbeddedPostgres engine = engine();
        AuditLog intended = new AuditLog() {
            @Override
            public void append(AuditEvent event) {
                if (event.stage() == AuditEvent.Stage.INTENDED) {
                    stop(engine);
                }
            }

            @Override
            public void close() {}
        };
        try (Ledger ledger = ledger(engine);
                Worn program = new Worn(Safeguards.builder().ledger(ledger).audit(intended))) {
            assertThat(program.create("lost"))
                    .isInstanceOfSatisfying(
                            Outcome.NotSent.class,
                            notSent -> assertThat(notSent.reason().code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE));
            assertThat(program.fake.truth().count()).isZero();
        }
    }

    @Test
    void a_server_that_is_lost_after_the_sending_leaves_the_write_unknown() throws IOException {
        EmbeddedPostgres engine = engine();
        try (Ledger ledger = ledger(engine);
                Worn program = new Worn(Safeguards.builder().ledger(ledger))) {
            program.breakAfterEffect(engine::close);
            Outcome<Receipt> made = program.create("made");
            assertThat(made)
                    .isInstanceOfSatisfying(
                            Outcome.Unknown.class,
                            unknown -> assertThat(unknown.reason())
                                    .hasMessageContaining("committed it, but the ledger could not record that"));
            assertThat(program.create("next")).isInstanceOf(Outcome.NotSent.class);
            assertThat(program.fake.truth().count()).isOne();
        }
    }

    private static EmbeddedPostgres engine() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private static void stop(EmbeddedPostgres engine) {
        try {
            engine.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ledger ledger(EmbeddedPostgres engine) {
        return PostgreSqlLedger.at(engine.getJdbcUrl("postgres", "postgres"))
                .user("postgres", Secret.of("postgres"))
                .createIfMissing()
                .timeout(Duration.ofSeconds(2))
                .open();
    }

    private static void stopsWrites(Ledger ledger, Worn.Break damage, String why) throws Exception {
        try (Worn program = new Worn(Safeguards.builder().ledger(ledger))) {
            assertThat(program.create("before").isCommitted()).isTrue();
            damage.now();
            List<Outcome<Receipt>> outcomes = List.of(
                    program.create("after"),
                    program.contacts()
                            .tryCreateAll(List.of(DAVIS), Intent.keyed("many"))
                            .get(0));
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(Outcome.NotSent.class, notSent -> {
                                assertThat(notSent.reason().code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
                                assertThat(notSent.reason()).hasMessageContaining(why);
                            }));
            assertThat(program.fake.truth().count()).isOne();
            assertThat(program.fake.journal().entries().stream().filter(entry -> entry.access() == Access.WRITE))
                    .filteredOn(entry -> !entry.tokenEndpoint())
                    .hasSize(1);
        }
    }
}
