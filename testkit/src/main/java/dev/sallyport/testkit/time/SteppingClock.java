package dev.sallyport.testkit.time;

import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock on which nobody waits, for a fake and its client in one process: time stands still while anybody works, and jumps
 * to the next wake-up when all wait. A test with waits of hours ends in milliseconds, and what it sees of time is the same in
 * every run. Safe for several threads.
 *
 * <p>All wait means: each thread that ever asked this clock for {@link #now()} or slept on it has ended, sleeps on it, waits
 * for another thread, or waits for a reply that a fake holds back; and no fake is at work on a request. A thread that makes
 * requests and never asks for the time is not waited for: have it ask once. Threads that wait for one another are looked at
 * twice, five milliseconds apart, before time moves: on a machine that is very busy, one that was just called may find that
 * it is later than it would have been. {@link #expecting} leaves nothing to such looks.
 *
 * <p>Time-outs on sockets stay the machine's. Platform threads only: a virtual thread that waits on a socket looks idle.
 */
public final class SteppingClock implements InstantSource, TimeSource {
    private static final long POLL_MILLIS = 1;
    private static final long LOOK_AGAIN_MILLIS = 5;

    /** A thread that waits with a time-out of the machine's may be at work, as one is that connects; but not for so long. */
    private static final long AT_WORK_NANOS = 2_000_000_000;

    private static final long IDLE_MILLIS = 2_000;

    private final Object lock = new Object();
    private final PriorityQueue<Wake> wakes =
            new PriorityQueue<>(Comparator.comparing(Wake::at).thenComparing(Wake::number));
    private final Deque<Runnable> due = new ArrayDeque<>();
    private final Set<Thread> known = ConcurrentHashMap.newKeySet();
    private final Map<Thread, Long> resting = new HashMap<>();
    private final Set<Thread> asleep = new HashSet<>();
    private final AtomicLong activity = new AtomicLong();
    private volatile Instant now;
    private long numbers;
    private int waking;
    private int working;
    private int held;
    private int expected;
    private int ended;
    private @Nullable Thread keeper;

    private SteppingClock(Instant start) {
        now = start;
    }

    /** A clock that stands at this instant until somebody sleeps on it. */
    public static SteppingClock at(Instant start) {
        return new SteppingClock(start);
    }

    /**
     * Says how many threads use this clock, where they wait on nothing but it and a fake's replies: time moves when just so many
     * sleep, have a reply held back, or have ended. What they see of time is then the same in every run on any machine.
     */
    public SteppingClock expecting(int threads) {
        synchronized (lock) {
            expected = threads;
        }
        return this;
    }

    /** What is to happen at an instant: a thread wakes up, or work is done. */
    private static final class Wake {
        private final Instant at;
        private final long number;
        private final @Nullable Runnable work;
        private final boolean holdsReply;
        private boolean come;

        private Wake(Instant at, long number, @Nullable Runnable work, boolean holdsReply) {
            this.at = at;
            this.number = number;
            this.work = work;
            this.holdsReply = holdsReply;
        }

        private Instant at() {
            return at;
        }

        private long number() {
            return number;
        }
    }

    private enum Look {
        SOMEBODY_WORKS,
        ALL_SLEEP,
        ALL_SEEM_TO_WAIT
    }

    @Override
    public Instant now() {
        seen(Thread.currentThread());
        return now;
    }

    private void seen(Thread thread) {
        known.add(thread);
        activity.incrementAndGet();
    }

    /** The same instant, asked by a fake, whose threads are none of those that time waits for. */
    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread me = Thread.currentThread();
        seen(me);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (duration.isNegative() || duration.isZero()) {
            return;
        }
        synchronized (lock) {
            Wake mine = add(duration, null, false);
            asleep.add(me);
            try {
                while (!mine.come) {
                    stepOrWait();
                }
            } finally {
                wakes.remove(mine);
                asleep.remove(me);
                waking -= mine.come ? 1 : 0;
                activity.incrementAndGet();
            }
        }
    }

    private Wake add(Duration after, @Nullable Runnable work, boolean holdsReply) {
        Wake wake = new Wake(now.plus(after), numbers++, work, holdsReply);
        wakes.add(wake);
        return wake;
    }

    /**
     * Has work done when its time has come, on a thread of the clock; for fakes.
     *
     * @param holdsReply whether a client waits for it on a socket, so that its thread counts as waiting
     */
    public void after(Duration delay, boolean holdsReply, Runnable work) {
        synchronized (lock) {
            activity.incrementAndGet();
            add(delay, work, holdsReply);
            held += holdsReply ? 1 : 0;
            if (keeper == null) {
                keeper = new Thread(this::keep, "stepping-clock");
                keeper.setDaemon(true);
                keeper.start();
            }
            lock.notifyAll();
        }
    }

    /** Does work while time stands still; for fakes, which do so with each request. */
    public <T> T standingStill(Supplier<T> work) {
        synchronized (lock) {
            working++;
            activity.incrementAndGet();
        }
        try {
            return work.get();
        } finally {
            synchronized (lock) {
                working--;
                activity.incrementAndGet();
            }
        }
    }

    /** Moves time when that is due; otherwise waits for a moment of real time. Called under the lock. */
    private void stepOrWait() throws InterruptedException {
        Look first = look();
        long seen = activity.get();
        if (first == Look.ALL_SEEM_TO_WAIT) {
            TimeUnit.MILLISECONDS.timedWait(lock, LOOK_AGAIN_MILLIS);
            if (look() != Look.SOMEBODY_WORKS && seen == activity.get()) {
                step();
            }
        } else if (first == Look.ALL_SLEEP) {
            step();
        } else {
            TimeUnit.MILLISECONDS.timedWait(lock, POLL_MILLIS);
        }
    }

    private Look look() {
        if (waking > 0 || working > 0) {
            return Look.SOMEBODY_WORKS;
        }
        // One by one: a thread that is new to the clock may come in between, and must not make up for one that ended.
        for (Iterator<Thread> each = known.iterator(); each.hasNext(); ) {
            if (each.next().getState() == Thread.State.TERMINATED) {
                each.remove();
                ended++;
            }
        }
        resting.keySet().retainAll(known);
        if (expected > 0) {
            return asleep.size() + held + ended < expected ? Look.SOMEBODY_WORKS : Look.ALL_SLEEP;
        }
        int running = 0;
        int elsewhere = held;
        for (Thread thread : known) {
            if (!asleep.contains(thread)) {
                boolean idle = isIdle(thread);
                running += idle ? 0 : 1;
                elsewhere += idle ? 1 : 0;
            }
        }
        return running > held ? Look.SOMEBODY_WORKS : running + elsewhere == 0 ? Look.ALL_SLEEP : Look.ALL_SEEM_TO_WAIT;
    }

    private boolean isIdle(Thread thread) {
        Thread.State state = thread.getState();
        if (state != Thread.State.TIMED_WAITING) {
            resting.remove(thread);
            return state == Thread.State.WAITING;
        }
        long since = resting.computeIfAbsent(thread, absent -> System.nanoTime());
        return System.nanoTime() - since > AT_WORK_NANOS;
    }

    /** One wake-up at a time: what it sets going is over before the next one, though it be at the same instant. */
    private void step() {
        Wake next = wakes.poll();
        if (next == null) {
            return;
        }
        now = next.at;
        next.come = true;
        waking++;
        if (next.work != null) {
            held -= next.holdsReply ? 1 : 0;
            due.add(next.work);
        }
        activity.incrementAndGet();
        lock.notifyAll();
    }

    /** The clock's own thread: it does the work that is due, and sees to it that time moves if nobody else does. */
    private void keep() {
        long idleSince = System.nanoTime();
        try {
            while (true) {
                Runnable work;
                synchronized (lock) {
                    work = due.poll();
                    if (work == null && wakes.stream().noneMatch(wake -> wake.work != null)) {
                        if (System.nanoTime() - idleSince > IDLE_MILLIS * 1_000_000) {
                            keeper = null;
                            return;
                        }
                        lock.wait(IDLE_MILLIS);
                    } else if (work == null) {
                        stepOrWait();
                    }
                }
                if (work != null) {
                    done(work);
                    idleSince = System.nanoTime();
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void done(Runnable work) {
        try {
            work.run();
        } finally {
            synchronized (lock) {
                waking--;
                activity.incrementAndGet();
                lock.notifyAll();
            }
        }
    }

    @Override
    public String toString() {
        return "SteppingClock[" + now + "]";
    }
}
