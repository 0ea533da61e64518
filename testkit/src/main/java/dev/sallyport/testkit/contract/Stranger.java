package dev.sallyport.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Another host, that nobody has any business with: counts who comes and hangs up. */
final class Stranger implements AutoCloseable {
    private final AtomicInteger visits = new AtomicInteger();
    private final ServerSocket door;

    Stranger() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread thread = new Thread(this::accept, "stranger");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                door.accept().close();
                visits.incrementAndGet();
            } catch (IOException closed) {
                // Asked again above.
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    int visits() {
        return visits.get();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException gone) {
            // It listens no more, which is what was asked for.
        }
    }
}
