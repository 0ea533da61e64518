package dev.sallyport.chaos.fleet;

import dev.sallyport.chaos.meter.MeterPack;
import dev.sallyport.chaos.meter.Windows;
import dev.sallyport.chaos.process.Child;
import dev.sallyport.pacing.Limit;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.Window;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The processes that share one account of one metered system, and that system. Close it. */
final class Crew implements AutoCloseable {
    private final String name;
    private final Limit.Kind kind;
    private final Drill drill;
    private final FakeServer fake;
    private final FakeServer practice;
    private final List<Child> members = new ArrayList<>();
    private final CountDownLatch ready;

    private Crew(String name, Limit.Kind kind, Drill drill, FakeServer fake) {
        this.name = name;
        this.kind = kind;
        this.drill = drill;
        this.fake = fake;
        this.practice = FakeServer.of(new MeterPack()).journalCapacity(1).start();
        this.ready = new CountDownLatch(drill.members());
    }

    /** Starts the processes; they warm up on a system without limits and wait for the word. */
    static Crew muster(String name, String means, Limit.Kind kind, Drill drill) throws IOException {
        boolean rolling = kind == Limit.Kind.ROLLING;
        Window window = rolling ? new Window.Rolling(drill.window()) : new Window.Fixed(drill.window());
        FakeServer fake = FakeServer.of(new MeterPack(new Quota("account", drill.limit(), window)))
                .journalCapacity(3_000_000)
                .start();
        Crew crew = new Crew(name, kind, drill, fake);
        String fleet = "fleet_" + kind.name().toLowerCase(Locale.ROOT);
        List<String> arguments = List.of(
                means,
                fake.url(),
                kind.name(),
                String.valueOf(drill.limit()),
                String.valueOf(drill.window().toMillis()),
                String.valueOf(drill.members()),
                String.valueOf(drill.threads()),
                fleet,
                crew.practice.url());
        for (int member = 0; member < drill.members(); member++) {
            crew.members.add(Child.start(Member.class, arguments, crew::heard));
        }
        return crew;
    }

    private void heard(String line) {
        if (line.equals(Member.READY)) {
            ready.countDown();
        }
    }

    void awaitReady() throws InterruptedException {
        if (!ready.await(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + ": " + ready.getCount() + " processes do not start");
        }
    }

    /** Lets them call. */
    void go() throws IOException {
        for (Child member : members) {
            member.tell("go");
        }
    }

    /** How many calls were let through until now. */
    long accepted() {
        return fake.journal().count()
                - fake.quotaRefusals().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /** Ends them; what the system saw. */
    Tally end() throws InterruptedException {
        Instant end = Instant.now();
        for (Child member : members) {
            member.kill();
        }
        List<JournalEntry> entries = fake.journal().entries().stream()
                .filter(entry -> entry.at().isBefore(end))
                .toList();
        return new Tally(name, drill, Windows.of(entries, drill.window(), kind == Limit.Kind.ROLLING, end));
    }

    @Override
    public void close() {
        members.forEach(Child::close);
        practice.close();
        fake.close();
    }

    /**
     * What all crews of a run have in common.
     *
     * @param members processes
     * @param threads threads of each
     * @param calls how many calls are to be drained
     * @param limit how many the vendor lets through
     * @param window in which time
     */
    record Drill(int members, int threads, int calls, int limit, Duration window) {}
}
