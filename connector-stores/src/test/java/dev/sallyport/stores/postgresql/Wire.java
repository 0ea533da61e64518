package dev.sallyport.stores.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A wire to the engine that can be cut at a statement, before or after the engine heard it. */
final class Wire implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicReference<Cut> armed = new AtomicReference<>();
    private volatile boolean down;

    /**
     * Where the wire is cut.
     *
     * @param statement a part of the statement's text
     * @param heard whether the engine still hears it
     * @param silent whether the caller is left waiting, and not cut off
     * @param forGood whether nobody gets through afterwards
     */
    record Cut(String statement, boolean heard, boolean silent, boolean forGood) {}

    Wire() throws IOException {
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void arm(Cut cut) {
        armed.set(cut);
    }

    boolean isArmed() {
        return armed.get() != null;
    }

    void up() {
        down = false;
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
                start(() -> back(server, client, mute));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void up(Socket client, Socket server, AtomicBoolean mute) {
        byte[] buffer = new byte[1 << 20];
        try (server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            int read;
            while ((read = in.read(buffer)) >= 0) {
                Cut cut = armed.get();
                if (cut != null
                        && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(cut.statement())
                        && armed.compareAndSet(cut, null)) {
                    down = cut.forGood();
                    mute.set(true);
                    if (cut.heard()) {
                        out.write(buffer, 0, read);
                        out.flush();
                        // The engine hears the end only after the statement, and has then carried it out.
                        server.shutdownOutput();
                    }
                    if (!cut.silent()) {
                        client.close();
                    }
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // The other end hung up.
        }
    }

    private static void back(Socket server, Socket client, AtomicBoolean mute) {
        byte[] buffer = new byte[1 << 16];
        try (server) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            int read;
            while ((read = in.read(buffer)) >= 0) {
                if (!mute.get()) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
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
