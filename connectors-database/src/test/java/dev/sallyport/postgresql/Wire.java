package dev.sallyport.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A wire between a connector and the engine that can be cut around a commit. Real bytes, one cut for each time armed. The
 * driver spells a commit out only the first time on each connection, so only that one is seen.
 */
final class Wire implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicReference<Cut> armed = new AtomicReference<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean down;
    private volatile CountDownLatch release = new CountDownLatch(0);

    /** Where the wire is cut when a commit comes along. */
    enum Cut {
        /** The commit never reaches the engine. */
        BEFORE_COMMIT,
        /** The engine commits; its reply is lost. */
        AFTER_COMMIT,
        /** As after, and from then on nobody gets through. */
        AFTER_COMMIT_AND_DOWN,
        /** The caller is cut off at once; the commit reaches the engine when it is let go. */
        HELD_BACK
    }

    Wire() throws IOException {
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void arm(Cut cut) {
        if (cut == Cut.HELD_BACK) {
            release = new CountDownLatch(1);
        }
        armed.set(cut);
    }

    boolean isArmed() {
        return armed.get() != null;
    }

    void letGo() {
        release.countDown();
    }

    void up() {
        down = false;
    }

    void down() {
        down = true;
    }

    /** Bytes that the engine was sent so far. */
    long sent() {
        return sent.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (down) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), RealPostgreSql.port());
                AtomicBoolean mute = new AtomicBoolean();
                start(() -> up(client, server, mute));
                start(() -> copy(server, client, mute));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void up(Socket client, Socket server, AtomicBoolean mute) {
        byte[] buffer = new byte[65536];
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            int read;
            while ((read = in.read(buffer)) >= 0) {
                boolean commit = new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("COMMIT");
                Cut cut = commit ? armed.getAndSet(null) : null;
                if (cut == Cut.BEFORE_COMMIT) {
                    return;
                }
                if (cut != null) {
                    down = cut == Cut.AFTER_COMMIT_AND_DOWN;
                    mute.set(true);
                }
                if (cut == Cut.HELD_BACK) {
                    client.close();
                    release.await();
                }
                out.write(buffer, 0, read);
                out.flush();
                sent.addAndGet(read);
            }
        } catch (IOException | InterruptedException e) {
            // The other end hung up.
        }
    }

    private static void copy(Socket from, Socket to, AtomicBoolean mute) {
        byte[] buffer = new byte[65536];
        try (to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read;
            // The engine's answer shows that it has committed; nobody hears it.
            while ((read = in.read(buffer)) >= 0 && !mute.get()) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // The other end hung up.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
