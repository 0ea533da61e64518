package dev.sallyport.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One read again and again over several connections, with as little of a client as there can be. */
final class Requests implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<Line> lines = new ArrayList<>();

    Requests(String url, String path, String token) {
        URI host = URI.create(url);
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: " + host.getAuthority() + "\r\nAuthorization: Bearer "
                        + token + "\r\nAccept: application/json\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < CONNECTIONS; i++) {
            lines.add(new Line(host, request));
        }
    }

    /** So many over each connection, all at once; how long they took, in nanoseconds. */
    long send(int each) throws InterruptedException {
        long start = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        lines.forEach(line -> all.add(threads.submit(() -> line.send(each))));
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a read failed", e.getCause());
            }
        }
        return System.nanoTime() - start;
    }

    int sent(int each) {
        return each * CONNECTIONS;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        lines.forEach(Line::close);
    }

    private static final class Line {
        private final Socket socket;
        private final InputStream in;
        private final byte[] request;

        Line(URI host, byte[] request) {
            this.request = request;
            try {
                socket = new Socket(host.getHost(), host.getPort());
                socket.setTcpNoDelay(true);
                in = new BufferedInputStream(socket.getInputStream());
            } catch (IOException e) {
                throw new UncheckedIOException("the server cannot be reached", e);
            }
        }

        void send(int times) {
            try {
                for (int i = 0; i < times; i++) {
                    socket.getOutputStream().write(request);
                    reply();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the server hung up", e);
            }
        }

        private void reply() throws IOException {
            String status = line();
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException("answered " + status);
            }
            int length = 0;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
                chunked |= header.equalsIgnoreCase("Transfer-Encoding: chunked");
            }
            if (chunked) {
                chunks();
            } else {
                skip(length);
            }
        }

        private void chunks() throws IOException {
            int length;
            do {
                length = Integer.parseInt(line(), 16);
                skip(length);
                line();
            } while (length > 0);
        }

        private void skip(int length) throws IOException {
            if (in.readNBytes(length).length < length) {
                throw new IOException("the reply ended early");
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the reply ended early");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        void close() {
            try {
                socket.close();
            } catch (IOException gone) {
                // The server was quicker.
            }
        }
    }
}
