package dev.sallyport.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An HTTP host on a raw socket that does what a script says, and remembers every request that reached it. */
public final class ScriptedHost implements Closeable {
    private final ServerSocket server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final Thread acceptor;
    private volatile Function<Received, Answer> otherwise = request -> Answer.json(200, "{}");
    private volatile boolean closed;

    /** One request as it arrived; {@code connection} counts connections from 1. */
    public record Received(int connection, String method, String target, Map<String, String> headers, String body) {}

    public ScriptedHost() {
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = daemon(this::accept);
    }

    /** What the next requests get, in order of arrival. */
    public ScriptedHost script(Answer... answers) {
        script.addAll(List.of(answers));
        return this;
    }

    /** What requests get when the script is at its end. */
    public ScriptedHost otherwise(Function<Received, Answer> answers) {
        otherwise = answers;
        return this;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public List<Received> received(String method) {
        return received.stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                if (closed) {
                    socket.close();
                    return;
                }
                int number = sockets.size();
                daemon(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean goesOn = true;
            while (goesOn) {
                Received request = read(in, number);
                if (request == null) {
                    return;
                }
                received.add(request);
                Answer next = script.poll();
                goesOn = (next == null ? otherwise.apply(request) : next).to(socket);
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private static Received read(InputStream in, int number) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] parts = first.split(" ", 3);
        return new Received(number, parts[0], parts[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-host");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Once closed it serves nobody, not even a connection that was being accepted. */
    @Override
    public void close() {
        closed = true;
        try {
            server.close();
            acceptor.join();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
