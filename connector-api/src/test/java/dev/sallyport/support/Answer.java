package dev.sallyport.support;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a {@link ScriptedHost} does with a connection after a request. */
@FunctionalInterface
public interface Answer {
    /** Answers; false if the connection ends with it. */
    boolean to(Socket socket) throws IOException;

    static Answer json(int status, String body, String... headers) {
        return content(status, "application/json", body, headers);
    }

    static Answer content(int status, String type, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\nContent-Type: " + type
                + "\r\nContent-Length: " + bytes.length + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return socket -> {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            out.write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.flush();
            return true;
        };
    }

    /** Reads the request and hangs up. */
    static Answer eof() {
        return socket -> false;
    }

    /** Reads the request and resets the connection. */
    static Answer reset() {
        return socket -> {
            socket.setSoLinger(true, 0);
            return false;
        };
    }

    /** Announces more bytes than it sends. */
    static Answer cutShort(String body) {
        return socket -> {
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    /** Does something before another answer. */
    static Answer after(Runnable effect, Answer then) {
        return socket -> {
            effect.run();
            return then.to(socket);
        };
    }
}
