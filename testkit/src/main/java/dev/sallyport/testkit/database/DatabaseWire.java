package dev.sallyport.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A wire between a client and a PostgreSQL engine that can delay, stall, cut, and fail around a commit. It listens on a
 * free port of 127.0.0.1, reads the protocol far enough to see each commit, prepared and implicit ones too, and lets
 * everything else through as it is. TLS is declined in the engine's name. Safe for several threads. Close it.
 */
public final class DatabaseWire implements AutoCloseable {
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private final ServerSocket door;
    private final InetSocketAddress engine;
    private final Set<WireConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong struck = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicInteger heldBack = new AtomicInteger();
    private volatile CommitFaults faults = CommitFaults.none();
    private volatile Duration delay = Duration.ZERO;
    private volatile Duration heldFor = FOR_EVER;
    private volatile boolean down;
    private volatile CountDownLatch release = new CountDownLatch(0);

    /** What befalls the next statement with that text in it; the next commit if there is none. */
    private record Armed(WireFault fault, @Nullable String statement) {
        boolean befalls(Conversation.Step step) {
            return statement == null ? step.commits() : step.statement().contains(statement);
        }
    }

    private DatabaseWire(InetSocketAddress engine) throws IOException {
        this.engine = engine;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("wire-door", this::accept);
    }

    /** A wire to the engine on that port of this machine; it listens when this returns. */
    public static DatabaseWire to(int enginePort) {
        try {
            return new DatabaseWire(new InetSocketAddress(InetAddress.getLoopbackAddress(), enginePort));
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** The port on which clients find it. */
    public int port() {
        return door.getLocalPort();
    }

    /** Has this befall the next commit, whoever it is from; before anything that {@link #faults} says. */
    public void arm(WireFault fault) {
        holdAgain();
        armed.set(new Armed(fault, null));
    }

    /** Has this befall the next statement whose text has {@code part} in it, as if that were the commit. */
    public void arm(WireFault fault, String part) {
        holdAgain();
        armed.set(new Armed(fault, part));
    }

    /** Whether what was armed has yet to befall anybody. */
    public boolean isArmed() {
        return armed.get() != null;
    }

    /** Takes back what was armed and has not befallen anybody. */
    public void disarm() {
        armed.set(null);
    }

    /** Sets what befalls each commit from now on. Held-back ones come through together with {@link #letGo()}. */
    public void faults(CommitFaults each) {
        holdAgain();
        faults = each;
    }

    /** What is held back now stays on its own latch. */
    private void holdAgain() {
        if (release.getCount() == 0) {
            release = new CountDownLatch(1);
        }
    }

    /** Lets go of the commits that were held back, and returns when the engine has answered each. */
    public void letGo() {
        release.countDown();
        synchronized (heldBack) {
            try {
                while (heldBack.get() > 0) {
                    heldBack.wait();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets each commit that is held back go by itself after so long; without this it waits for {@link #letGo()}. */
    public void heldFor(Duration atMost) {
        heldFor = atMost;
    }

    /** Holds up everything that clients send by so much; zero for no more. */
    public void delay(Duration each) {
        if (each.isNegative()) {
            throw new IllegalArgumentException("delay must be zero or more, not " + each);
        }
        delay = each;
    }

    /** Hangs up on whoever connects from now on; connections that are open stay. */
    public void down() {
        down = true;
    }

    /** Lets clients connect again. */
    public void up() {
        down = false;
    }

    /** Cuts every connection that is open now. */
    public void cut() {
        open.forEach(WireConnection::close);
    }

    /** How many clients are connected now, those that are gone and whose commit is held back included. */
    public int connections() {
        return open.size();
    }

    /** How many clients were connected at the same time since this was asked last. */
    public int mostConnections() {
        return peak.getAndSet(open.size());
    }

    /** How often somebody came so far, those included on whom the wire hung up. */
    public long visits() {
        return accepted.get();
    }

    /** Bytes that the engine was sent so far; a client's farewell asks nothing and is not counted. */
    public long sent() {
        return sent.get();
    }

    /** Commits that came along so far, those that something befell too. */
    public long commits() {
        return commits.get();
    }

    /** Commits and statements that something befell so far. */
    public long struck() {
        return struck.get();
    }

    Optional<WireFault> befalls(Conversation.Step step) {
        long number = step.commits() ? commits.incrementAndGet() : 0;
        Armed once = armed.get();
        Optional<WireFault> fault = Optional.empty();
        if (once != null && once.befalls(step) && armed.compareAndSet(once, null)) {
            fault = Optional.of(once.fault());
        } else if (step.commits()) {
            fault = faults.at(number);
        }
        if (fault.isPresent()) {
            struck.incrementAndGet();
            down |= fault.get() == WireFault.AFTER_COMMIT_AND_DOWN;
        }
        return fault;
    }

    /** Runs what comes after the release of what is held back. */
    void held(Late late) throws IOException, InterruptedException {
        try {
            boolean unused = release.await(heldFor.toNanos(), TimeUnit.NANOSECONDS);
            late.go();
        } finally {
            synchronized (heldBack) {
                heldBack.decrementAndGet();
                heldBack.notifyAll();
            }
        }
    }

    void holds() {
        heldBack.incrementAndGet();
    }

    /** What is carried out late. */
    @FunctionalInterface
    interface Late {
        void go() throws IOException, InterruptedException;
    }

    void hold() throws InterruptedException {
        if (!delay.isZero()) {
            Thread.sleep(delay.toMillis());
        }
    }

    void count(int bytes) {
        sent.addAndGet(bytes);
    }

    void closed(WireConnection connection) {
        open.remove(connection);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                accepted.incrementAndGet();
                if (down) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException closedOrNoEngine) {
                // Asked again above: either the wire is closed, or one client got nowhere.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(engine);
        } catch (IOException noEngine) {
            client.close();
            throw noEngine;
        }
        WireConnection connection = new WireConnection(this, client, server);
        open.add(connection);
        peak.accumulateAndGet(open.size(), Math::max);
        start("wire-up", connection::up);
    }

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException alreadyGone) {
            // It listens no more, which is what was asked for.
        }
        letGo();
        cut();
    }
}
