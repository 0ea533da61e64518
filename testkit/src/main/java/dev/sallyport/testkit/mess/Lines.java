package dev.sallyport.testkit.mess;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file of bytes one after the other, so that a byte that is not UTF-8 is found on its own line. */
final class Lines implements AutoCloseable {
    private static final int LONGEST = 16 << 20;

    private final InputStream bytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(Path file) throws IOException {
        bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        line.reset();
        int read = bytes.read();
        if (read < 0) {
            return false;
        }
        for (; read >= 0 && read != '\n'; read = bytes.read()) {
            if (line.size() == LONGEST) {
                throw new IllegalArgumentException("longer than " + LONGEST + " bytes");
            }
            line.write(read);
        }
        return true;
    }

    /** The line without its end. */
    String text() throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line.toByteArray()))
                .toString();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
