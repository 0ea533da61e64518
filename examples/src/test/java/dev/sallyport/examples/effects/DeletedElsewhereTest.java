package dev.sallyport.examples.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
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
import dev.sallyport.query.Query;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.stores.sqlite.SqliteLedger;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.time.ScaledClock;
import dev.sallyport.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one process makes, and had to send twice for it, another that shares the ledger does not delete too early. */
class DeletedElsewhereTest {
    private static final Changes<Contact> MEI = Changes.of(Contact.LAST_NAME, "Davis");
    private final ScaledClock time = ScaledClock.at(1);

    @TempDir
    Path folder;

    /** Does something on the caller's thread after each look-up for a write. */
    private record AfterLook(Runnable then) implements AuditLog {
        @Override
        public void append(AuditEvent event) {
            if (event.stage() == AuditEvent.Stage.SYSTEM && event.operation().equals("intent.look")) {
                then.run();
            }
        }

        @Override
        public void close() {}
    }

    /** Does something on the caller's thread before each wait. */
    private record BeforeWait(TimeSource time, Runnable first) implements TimeSource {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            first.run();
            time.sleep(duration);
        }
    }

    private static Contacts contacts(CrmConnector salesforce) {
        return salesforce.under(Grant.to("tester").allow("crm:contact:*")).contacts();
    }

    private Safeguards.Builder safeguards(Ledger ledger) {
        return Safeguards.builder()
                .ledger(ledger)
                .deadline(Duration.ofSeconds(10))
                .time(time)
                .seed(1);
    }

    private static CrmConnector process(FakeSalesforce fake, Safeguards.Builder safeguards) {
        return Salesforce.connect(
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                safeguards.build());
    }

    @Test
    void a_contact_that_its_first_sending_made_while_the_second_was_on_its_way() {
        Path file = folder.resolve("ledger.db");
        try (FakeSalesforce fake = FakeSalesforce.start();
                Ledger makers = SqliteLedger.open(file);
                Ledger others = SqliteLedger.open(file);
                CrmConnector other = process(fake, safeguards(others))) {
            SlowPost post = new SlowPost(fake, "Contact.create");
            TimeSource untilBothAreSent = new BeforeWait(time, () -> {
                if (post.sent() == 2) {
                    post.deliver(0);
                }
            });
            try (CrmConnector maker = process(fake, safeguards(makers).time(untilBothAreSent))) {
                Receipt made = contacts(maker).create(MEI);
                assertThat(post.sent()).isEqualTo(2);
                Outcome<Receipt> early = contacts(other).tryDelete(made.target(), Intent.automatic());
                post.deliver(1);
                assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isOne();
                assertThat(early)
                        .isInstanceOfSatisfying(
                                Outcome.NotSent.class,
                                notSent -> assertThat(notSent.reason().code()).isEqualTo(ErrorCode.IN_PROGRESS));
                time.leap(Duration.ofMinutes(11));
                contacts(other).delete(made.target());
                assertThat(fake.truth().count(EffectKind.DELETE, "Contact")).isOne();
            }
        }
    }

    @Test
    void a_contact_that_another_process_finds_and_deletes_between_the_last_look_for_it_and_the_second_sending() {
        Path file = folder.resolve("ledger.db");
        try (FakeSalesforce fake = FakeSalesforce.start();
                Ledger makers = SqliteLedger.open(file);
                Ledger others = SqliteLedger.open(file);
                CrmConnector other = process(fake, safeguards(others))) {
            SlowPost post = new SlowPost(fake, "Contact.create");
            List<Outcome<Receipt>> deleted = new ArrayList<>();
            Runnable arrivesAndIsDeleted = () -> {
                if (post.sent() == 1 && deleted.isEmpty()) {
                    post.deliver(0);
                    Contact found = contacts(other)
                            .find(Query.all())
                            .first()
                            .orElseThrow()
                            .value();
                    deleted.add(contacts(other).tryDelete(found.ref(), Intent.automatic()));
                }
            };
            try (CrmConnector maker = process(fake, safeguards(makers).audit(new AfterLook(arrivesAndIsDeleted)))) {
                Outcome<Receipt> made = contacts(maker).tryCreate(MEI, Intent.keyed("once"));
                for (int late = 1; late < post.sent(); late++) {
                    post.deliver(late);
                }
                assertThat(deleted).hasSize(1).allMatch(Outcome::isCommitted);
                assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isOne();
                assertThat(made.isCommitted()).isTrue();
            }
        }
    }
}
