package dev.sallyport.chaos.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One program's work over many lives: all but the last end with a kill at a moment of chance. For one thread at a time. */
final class Job {
    private static final int ITEMS_LOOKED_BACK = 1;
    private static final int MOST_WRITES = 25;
    private static final int MOST_MICROS = 30_000;
    private static final int NEVER_REACHED = 1_000_000;

    private final String name;
    private final int kills;
    private final Path ledger;
    private final List<String> systems;
    private final Random chance;
    private final Set<String> saidBefore = new HashSet<>();
    private final Set<String> saidAtLast = new HashSet<>();
    private int last = -1;
    private int interrupted;
    private boolean ended;

    Job(String name, int kills, Path ledger, List<String> systems, long seed) {
        this.name = name;
        this.kills = kills;
        this.ledger = ledger;
        this.systems = systems;
        this.chance = new Random(seed);
    }

    void run(AtomicInteger killed) throws IOException, InterruptedException {
        for (int life = 0; life < kills; life++) {
            int from = Math.max(0, last - ITEMS_LOOKED_BACK);
            try (Life process = new Life(arguments(from, NEVER_REACHED))) {
                boolean early = chance.nextInt(10) == 0;
                if (!early && !process.awaitReady()) {
                    throw new IllegalStateException("a worker of job " + name + " does not start");
                }
                if (early) {
                    // While it still starts, connects or recovers.
                    TimeUnit.MILLISECONDS.sleep(chance.nextInt(1_000));
                } else {
                    process.awaitCommitted(chance.nextInt(MOST_WRITES));
                    TimeUnit.MICROSECONDS.sleep(chance.nextInt(MOST_MICROS));
                }
                process.kill();
                killed.incrementAndGet();
                last = Math.max(last, process.begun());
                interrupted += process.begun() >= 0 ? 1 : 0;
                saidBefore.addAll(process.committed());
            }
        }
        if (last < 0) {
            ended = true;
            return;
        }
        try (Life process = new Life(arguments(0, last))) {
            ended = process.await(180) == 0;
            saidAtLast.addAll(process.committed());
        }
    }

    private List<String> arguments(int from, int to) {
        List<String> arguments =
                new ArrayList<>(List.of(name, String.valueOf(from), String.valueOf(to), ledger.toString()));
        arguments.addAll(systems);
        return arguments;
    }

    /** What must stand in the systems, and how often. */
    Map<String, Integer> meant() {
        Map<String, Integer> meant = new TreeMap<>();
        for (int item = 0; item <= last; item++) {
            String which = " " + name + "-" + item;
            meant.put("contact" + which, 1);
            meant.put("task" + which, 1);
            meant.put("ticket" + which, 1);
            meant.put("comment" + which, 2);
        }
        return meant;
    }

    /** What a life said was committed and the last one did not. */
    List<String> forgotten() {
        return saidBefore.stream().filter(key -> !saidAtLast.contains(key)).toList();
    }

    String name() {
        return name;
    }

    int kills() {
        return kills;
    }

    /** How many lives were killed after they had begun to write. */
    int interrupted() {
        return interrupted;
    }

    boolean ended() {
        return ended;
    }
}
