package dev.sallyport.benchmarks;

import dev.sallyport.testkit.salesforce.FakeSalesforce;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A fake Salesforce in a process of its own, so that its CPU time is not the client's. */
final class FakeOrg implements AutoCloseable {
    private final Process process;
    private final String[] told;

    private FakeOrg(Process process, String[] told) {
        this.process = process;
        this.told = told;
    }

    static FakeOrg start() {
        try {
            Process process = new ProcessBuilder(Launcher.java(Server.class))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null) {
                process.destroy();
                throw new IllegalStateException("the fake Salesforce did not start; its own words are above");
            }
            return new FakeOrg(process, line.split(" ", -1));
        } catch (IOException e) {
            throw new UncheckedIOException("the fake Salesforce cannot be started", e);
        }
    }

    String url() {
        return told[0];
    }

    String token() {
        return told[1];
    }

    String contact() {
        return told[2];
    }

    @Override
    public void close() {
        process.destroy();
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
