package dev.sallyport.stores.quota;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cable to a server that can be cut and mended. */
public final class Cable implements AutoCloseable {
    private final ServerSocket door;
    private final int server;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    public Cable(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    public void cut() {
        cut = true;
        ends.forEach(Cable::close);
        ends.clear();
    }

    public void mend() {
        cut = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (cut) {
                    close(client);
                    continue;
                }
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                ends.add(client);
                ends.add(there);
                daemon(() -> pump(client, there));
                daemon(() -> pump(there, client));
            } catch (IOException e) {
                if (!door.isClosed() && !cut) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // Cut.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
