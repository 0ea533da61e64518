package dev.sallyport.chaos.writes;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Sees commits in what a client sends to PostgreSQL. Drivers spell a statement out once on a connection and then call it by
 * its name, so the names are remembered. For one connection and one thread.
 */
final class CommitWatch {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private final Set<String> commits = new HashSet<>();
    private byte[] left = new byte[0];
    private boolean started;

    /** Whether the bytes that came in now complete the call of a commit. */
    boolean sees(byte[] bytes, int length) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(left);
        joined.write(bytes, 0, length);
        ByteBuffer buffer = ByteBuffer.wrap(joined.toByteArray());
        boolean seen = false;
        while (isWhole(buffer)) {
            seen |= next(buffer);
        }
        left = new byte[buffer.remaining()];
        buffer.get(left);
        return seen;
    }

    private boolean isWhole(ByteBuffer buffer) {
        int type = started ? 1 : 0;
        return buffer.remaining() >= type + 4 && buffer.remaining() >= type + buffer.getInt(buffer.position() + type);
    }

    private boolean next(ByteBuffer buffer) {
        if (!started) {
            int length = buffer.getInt();
            int code = buffer.getInt();
            buffer.position(buffer.position() + length - 8);
            started = code != SSL_REQUEST && code != GSS_REQUEST;
            return false;
        }
        byte type = buffer.get();
        byte[] content = new byte[buffer.getInt() - 4];
        buffer.get(content);
        ByteBuffer message = ByteBuffer.wrap(content);
        return switch (type) {
            case 'Q' -> isCommit(text(message));
            case 'P' -> {
                String name = text(message);
                if (isCommit(text(message))) {
                    commits.add(name);
                } else {
                    commits.remove(name);
                }
                yield false;
            }
            case 'B' -> {
                text(message);
                yield commits.contains(text(message));
            }
            default -> false;
        };
    }

    private static boolean isCommit(String sql) {
        return sql.strip().equalsIgnoreCase("COMMIT");
    }

    private static String text(ByteBuffer message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (message.hasRemaining()) {
            byte next = message.get();
            if (next == 0) {
                break;
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
