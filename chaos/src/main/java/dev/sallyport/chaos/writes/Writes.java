package dev.sallyport.chaos.writes;

import dev.sallyport.chaos.proof.Scenario;
import dev.sallyport.chaos.proof.Trial;
import dev.sallyport.connect.Recovery;
import dev.sallyport.testkit.time.ScaledClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes of every kind through every adapter, under every fault at once. */
public final class Writes implements Scenario {
    private static final int WRITES = 10_000;
    private static final int THREADS = 24;
    private static final double SPEED = 20;

    private static final int MOST_ROUNDS = 18;

    /** So that each site has stories of every kind, which follow from their numbers. */
    private static final int STORIES_IN_A_ROW = 6;

    /** The longest that a vendor works on a request, and a little: then absence is proved. */
    private static final Duration ABSENCE = Duration.ofMinutes(13);

    /** The scenario. */
    public Writes() {}

    @Override
    public String name() {
        return "writes";
    }

    @Override
    public String proves() {
        return "10,000 writes under fire: none doubled, lost, wrongly reported or swallowed";
    }

    @Override
    public Duration estimate(double scale) {
        return Duration.ofSeconds(45 + Math.round(200 * scale));
    }

    @Override
    public void run(Trial trial) throws Exception {
        Duration outageAt = Duration.ofSeconds(Math.max(6, Math.round(300 * trial.scale())));
        ScaledClock clock = ScaledClock.at(SPEED);
        Surroundings around = new Surroundings(trial.seed(), clock, Weather.plan(outageAt, Surroundings.OUTAGE));
        List<Site> sites = new ArrayList<>();
        try {
            sites.add(SalesforceSite.open(around, true));
            sites.add(ZendeskSite.open(around));
            sites.add(PostgreSqlSite.open(trial.seed()));
            sites.add(SalesforceSite.open(around, false));
            run(trial, sites, clock);
        } finally {
            sites.forEach(Site::close);
        }
    }

    private static void run(Trial trial, List<Site> sites, ScaledClock clock) throws Exception {
        List<Book> books = sites.stream().map(site -> new Book()).toList();
        int target = trial.sized(WRITES, 200);
        AtomicInteger next = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(THREADS + 1);
        try {
            List<Future<?>> under = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                under.add(workers.submit(() -> tell(sites, books, next, target)));
            }
            Future<?> person = workers.submit(() -> meddle(sites, trial.seed()));
            for (Future<?> worker : under) {
                while (!worker.isDone()) {
                    Thread.sleep(200);
                    trial.progress(meant(books), target, "writes");
                }
                worker.get();
            }
            person.cancel(true);
        } finally {
            workers.shutdownNow();
        }
        settle(trial, sites, books, clock);
    }

    private static int meant(List<Book> books) {
        return books.stream().mapToInt(Book::meant).sum();
    }

    private static void tell(List<Site> sites, List<Book> books, AtomicInteger next, int target) {
        while (meant(books) < target && !Thread.currentThread().isInterrupted()) {
            int number = next.getAndIncrement();
            // The last of the sites has one story in nine, the others share the rest.
            int site = number % 9 == 8 ? sites.size() - 1 : number / STORIES_IN_A_ROW % (sites.size() - 1);
            books.get(site).begins();
            sites.get(site).story(number, books.get(site));
        }
    }

    private static void meddle(List<Site> sites, long seed) {
        Random chance = new Random(seed);
        try {
            while (true) {
                Thread.sleep(5);
                sites.get(chance.nextInt(sites.size())).human(chance);
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private static void settle(Trial trial, List<Site> sites, List<Book> books, ScaledClock clock)
            throws InterruptedException {
        List<Said> all = books.stream().flatMap(book -> book.all().stream()).toList();
        trial.figure("writes meant", all.size());
        trial.figure("calls", books.stream().mapToLong(Book::calls).sum());
        trial.figure("first said", words(all));
        List<String> neverMet = new ArrayList<>();
        for (Site site : sites) {
            trial.figure("faults met, " + site.name(), site.faultsMet());
            neverMet.addAll(site.faultsNeverMet());
            site.calm();
        }
        if (trial.scale() >= 1) {
            trial.none("every fault asked for was met", neverMet);
        }
        long open = all.stream().filter(Said::isUnknown).count();
        trial.figure("unknown when the faults stopped", open);
        // What cannot be proved yet stays open until the vendor's longest request time has passed for sure.
        ask(trial, all);
        clock.leap(ABSENCE);
        ask(trial, all);
        // The database keeps the machine's time, which does not leap.
        for (int round = 0; round < MOST_ROUNDS && anyMustSettle(all); round++) {
            TimeUnit.SECONDS.sleep(5);
            ask(trial, all);
        }
        for (Site site : sites) {
            Recovery recovery = site.recover();
            trial.figure("recover(), " + site.name(), recovery.toString());
        }
        judge(trial, sites, books, all);
    }

    private static boolean anyMustSettle(List<Said> all) {
        return all.stream().anyMatch(write -> write.isUnknown() && !write.mayStayUnknown());
    }

    private static void ask(Trial trial, List<Said> all) {
        List<Said> unknown = all.stream().filter(Said::isUnknown).toList();
        for (int done = 0; done < unknown.size(); done++) {
            unknown.get(done).settle();
            trial.progress(done, unknown.size(), "unknown ones asked after");
        }
        trial.figure(
                "of " + unknown.size() + " unknown, settled by asking",
                unknown.stream().filter(write -> !write.isUnknown()).count());
    }

    private static void judge(Trial trial, List<Site> sites, List<Book> books, List<Said> all) {
        trial.figure("said in the end", words(all));
        List<String> still = all.stream()
                .filter(write -> write.isUnknown() && !write.mayStayUnknown())
                .map(write -> write.operation() + " " + write.marker())
                .toList();
        trial.none("after the faults every write that has a strategy is settled", still);
        List<Judgement> judgements = new ArrayList<>();
        for (int site = 0; site < sites.size(); site++) {
            judgements.add(Judgement.of(books.get(site).all(), sites.get(site).truth()));
        }
        Judgement.together(judgements).report(trial);
    }

    private static Map<String, Integer> words(List<Said> all) {
        Map<String, Integer> words = new TreeMap<>();
        all.forEach(write -> words.merge(write.word(), 1, Integer::sum));
        return words;
    }
}
