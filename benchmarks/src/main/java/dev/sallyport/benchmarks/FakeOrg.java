package dev.sallyport.benchmarks;

import dev.sallyport.testkit.salesforce.FakeSalesforce;
import java.io.IOException;
import java.util.Map;

/** A fake Salesforce in a process of its own, so that its CPU time is not the client's. */
final class FakeOrg implements AutoCloseable {
    private final ServerProcess process;

    private FakeOrg(ServerProcess process) {
        this.process = process;
    }

    static FakeOrg start() {
        return new FakeOrg(ServerProcess.by(Server.class));
    }

    String url() {
        return process.told(0);
    }

    String token() {
        return process.told(1);
    }

    String contact() {
        return process.told(2);
    }

    @Override
    public void close() {
        process.close();
    }

    /** The other process: it ends when the one that started it does. */
    static final class Server {
        private Server() {}

        /** Starts the fake, says where it is, and serves until its input ends. */
        public static void main(String[] arguments) throws IOException {
            try (FakeSalesforce fake = FakeSalesforce.builder()
                    .dailyLimit(1_000_000_000)
                    .journalCapacity(1_000)
                    .start()) {
                String contact = fake.insert(
                        "Contact",
                        Map.of(
                                "FirstName", "Mei",
                                "LastName", "Davis",
                                "Email", "mei.davis@example.com",
                                "Phone", "+1 303 555 0101",
                                "MailingStreet", "728 Maple Drive",
                                "MailingCity", "Denver",
                                "MailingPostalCode", "80217",
                                "CustomerNumber__c", "mei_davis_8935"));
                System.out.println(fake.url() + " " + fake.token() + " " + contact);
                System.out.flush();
                while (System.in.read() >= 0) {
                    // Whoever started it keeps the other end open.
                }
            }
        }
    }
}
