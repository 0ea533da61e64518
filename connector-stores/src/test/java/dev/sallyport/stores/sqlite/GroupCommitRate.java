package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.stores.Entries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Measures, turn and turn about on the same drive, how many rows a second one thread and 32 threads make durable. To be
 * run by hand: {@code java -cp … GroupCommitRate FOLDER}.
 */
final class GroupCommitRate {
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int ROUNDS = 4;

    private GroupCommitRate() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "ledger");
        try (SqliteLedger ledger = SqliteLedger.open(folder.resolve("ledger.db"))) {
            LongFunction<Runnable> claim = i -> () -> ledger.claim(Entries.claimed("key-" + i, "me"), Entries.NOW);
            LongFunction<Runnable> whole = i -> () -> {
                LedgerEntry mine = Entries.claimed("whole-" + i, "me");
                ledger.claim(mine, Entries.NOW);
                ledger.renew(mine.key(), "me", Entries.NOW, Entries.NOW.plusSeconds(60));
                ledger.settle(mine.settled(LedgerEntry.State.COMMITTED, null, null, 1, Entries.NOW));
            };
            AtomicLong next = new AtomicLong();
            for (int round = 0; round < ROUNDS; round++) {
                System.out.printf(
                        "one row a transaction %,.0f/s   claims of 32 threads %,.0f/s   whole intents of 32 threads %,.0f/s%n",
                        rate(1, claim, next), rate(32, claim, next), rate(32, whole, next));
            }
        }
    }

    private static double rate(int threads, LongFunction<Runnable> work, AtomicLong next) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        long start = System.nanoTime();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> {
                while (System.nanoTime() - start < ROUND.toNanos()) {
                    work.apply(next.incrementAndGet()).run();
                    done.incrementAndGet();
                }
            });
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        return done.get() * 1e9 / (System.nanoTime() - start);
    }
}
