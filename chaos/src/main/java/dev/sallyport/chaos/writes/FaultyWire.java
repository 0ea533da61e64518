package dev.sallyport.chaos.writes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A wire to PostgreSQL that goes wrong around commits: of 100, 30 lose the engine's answer, 10 never reach it, 5 reach it
 * two seconds after the client was cut off. Chance follows the order of commits. Safe for several threads. Close it.
 */
final class FaultyWire implements AutoCloseable {
    private static final long LATE_MILLIS = 2_000;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int engine;
    private final Random chance;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong underWay = new AtomicLong();
    private volatile boolean faulty = true;
    private volatile boolean down;

    private enum Fate {
        NONE,
        BEFORE,
        AFTER,
        LATE
    }

    FaultyWire(int engine, long seed) throws IOException {
        this.engine = engine;
        this.chance = new Random(seed);
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Lets nobody through, and cuts those who are. */
    void down() {
        down = true;
        clients.forEach(FaultyWire::close);
    }

    void up() {
        down = false;
    }

    /** No more faults; returns when no commit is still on its way. */
    void calm() throws InterruptedException {
        faulty = false;
        down = false;
        while (underWay.get() > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    String met() {
        return faults.get() + " of " + commits.get() + " commits";
    }

    private Fate draw() {
        commits.incrementAndGet();
        if (!faulty) {
            return Fate.NONE;
        }
        double drawn;
        synchronized (chance) {
            drawn = chance.nextDouble();
        }
        Fate fate = drawn < 0.30 ? Fate.AFTER : drawn < 0.40 ? Fate.BEFORE : drawn < 0.45 ? Fate.LATE : Fate.NONE;
        faults.addAndGet(fate == Fate.NONE ? 0 : 1);
        return fate;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (down) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), engine);
                clients.add(client);
                AtomicBoolean mute = new AtomicBoolean();
                start(() -> forth(client, server, mute));
                start(() -> back(server, client, mute));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void forth(Socket client, Socket server, AtomicBoolean mute) {
        byte[] buffer = new byte[65_536];
        CommitWatch watch = new CommitWatch();
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Fate fate = watch.sees(buffer, read) ? draw() : Fate.NONE;
                if (fate == Fate.BEFORE) {
                    return;
                }
                if (fate != Fate.NONE) {
                    mute.set(true);
                    lastWords(client, server, buffer, read, fate);
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException hungUp) {
            // The other end is gone.
        } finally {
            clients.remove(client);
        }
    }

    /** Hands the commit on, now or later, and waits for the answer that nobody hears. */
    private void lastWords(Socket client, Socket server, byte[] buffer, int length, Fate fate) throws IOException {
        underWay.incrementAndGet();
        try {
            if (fate == Fate.LATE) {
                client.close();
                TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
            }
            server.getOutputStream().write(buffer, 0, length);
            server.getOutputStream().flush();
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private static void back(Socket server, Socket client, AtomicBoolean mute) {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!mute.get()) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException hungUp) {
            // The other end is gone.
        } finally {
            close(client);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // That is what was wanted.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "faulty-wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        clients.forEach(FaultyWire::close);
        try {
            door.close();
        } catch (IOException closed) {
            // That is what was wanted.
        }
    }
}
