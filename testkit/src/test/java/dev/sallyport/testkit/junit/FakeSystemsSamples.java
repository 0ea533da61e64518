package dev.sallyport.testkit.junit;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Test classes as a user writes them; run by other tests through a launcher. Plain assertions: nothing but JUnit is there. */
final class FakeSystemsSamples {
    static final Set<String> URLS = ConcurrentHashMap.newKeySet();

    private FakeSystemsSamples() {}

    @FakeSystems(seed = 7, faults = "hostile", world = 20)
    static class Injected {
        @BeforeEach
        void seed(FakeZendesk zendesk) {
            zendesk.createTicket("from before", "x");
        }

        @Test
        void everything(
                FakeZendesk zendesk,
                FakeSalesforce salesforce,
                @Fake("zendesk") String url,
                @Fake("salesforce") URI uri,
                @Fake("notes") FakeServer notes) {
            check(url.equals(zendesk.url()));
            check(uri.toString().equals(salesforce.url()));
            check(zendesk.ticketIds().size() == 6 + 1);
            check(zendesk.plan().rules().size() > 5);
            check(salesforce.ids("Contact").size() == 20);
            check(notes.system().equals("notes"));
        }
    }

    @FakeSystems
    @Execution(ExecutionMode.CONCURRENT)
    static class Shared {
        @RepeatedTest(8)
        void each_finds_it_as_it_was_at_the_start(FakeZendesk zendesk) {
            URLS.add(zendesk.url());
            check(zendesk.ticketIds().isEmpty());
            zendesk.createTicket("left behind", "x");
            check(zendesk.ticketIds().size() == 1);
        }
    }

    static class PerTest {
        @FakeSystems(lifetime = FakeSystems.Lifetime.PER_TEST)
        @RepeatedTest(2)
        void each_has_its_own(FakeZendesk zendesk) {
            URLS.add(zendesk.url());
        }
    }

    @FakeSystems
    static class Failing {
        @Test
        void fails(FakeZendesk zendesk) throws Exception {
            URI.create(zendesk.url() + "/api/v2/tickets.json")
                    .toURL()
                    .openConnection()
                    .getHeaderFields();
            throw new IllegalStateException("on purpose");
        }
    }

    @FakeSystems
    static class Misplaced {
        @BeforeAll
        static void tooEarly(FakeZendesk zendesk) {}

        @Test
        void never() {}
    }

    @FakeSystems
    static class Unknown {
        @Test
        void no_such_system(@Fake("jira") String url) {}
    }

    static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("does not hold");
        }
    }
}
