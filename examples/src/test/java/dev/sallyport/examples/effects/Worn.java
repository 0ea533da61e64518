package dev.sallyport.examples.effects;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Contacts;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.query.Changes;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.ReplyTap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A program that writes to a system, while something that it needs for it breaks. */
final class Worn implements AutoCloseable {
    final FakeSalesforce fake = FakeSalesforce.start();
    private final CrmConnector salesforce;

    /** Breaks something. */
    interface Break {
        void now() throws Exception;
    }

    Worn(Safeguards.Builder safeguards) {
        salesforce = Salesforce.connect(
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                safeguards.build());
    }

    CrmConnector connector() {
        return salesforce;
    }

    Contacts contacts() {
        return salesforce.under(Grant.to("tester").allow("crm:contact:*")).contacts();
    }

    Outcome<Receipt> create(String key) {
        return contacts().tryCreate(Changes.of(Contact.LAST_NAME, key), Intent.keyed(key));
    }

    /** It breaks when the next contact was made, before the program hears of it. */
    void breakAfterEffect(Break damage) {
        AtomicBoolean done = new AtomicBoolean();
        fake.tap(new ReplyTap() {
            @Override
            public FakeReply answered(FakeRequest request, Classification classification, FakeReply reply) {
                if (classification.operation().equals("Contact.create") && done.compareAndSet(false, true)) {
                    try {
                        damage.now();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
                return reply;
            }
        });
    }

    @Override
    public void close() {
        salesforce.close();
        fake.close();
    }
}
