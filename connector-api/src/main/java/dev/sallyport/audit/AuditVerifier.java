package dev.sallyport.audit;

import dev.sallyport.Secret;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads an audit file and says whether it is as it was written, and if not, where the first break is. */
public final class AuditVerifier {
    private static final int LONGEST_LINE = 1 << 20;

    private AuditVerifier() {}

    /**
     * Verifies a file. A file that does not exist is intact with no lines, unless its anchor says otherwise.
     *
     * @throws AuditException if the file cannot be read
     */
    public static AuditVerdict verify(Path file, Secret key) {
        Chain chain = new Chain(key);
        long count = 0;
        long offset = 0;
        String last = Chain.START;
        boolean exists = Files.exists(file);
        try (InputStream in =
                exists ? new BufferedInputStream(Files.newInputStream(file)) : InputStream.nullInputStream()) {
            while (true) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                int end = readLine(in, line);
                if (end < 0 && line.size() == 0) {
                    return againstAnchor(file, chain, new AuditVerdict.Intact(count, last));
                }
                String text = line.toString(StandardCharsets.UTF_8);
                int tab = text.lastIndexOf('\t');
                boolean good =
                        tab > 0 && chain.next(last, text.substring(0, tab)).equals(text.substring(tab + 1));
                if (end < 0) {
                    return againstAnchor(file, chain, new AuditVerdict.Torn(count, last, offset));
                }
                if (!good) {
                    return new AuditVerdict.Broken(count, last);
                }
                last = text.substring(tab + 1);
                offset += line.size() + 1L;
                count++;
            }
        } catch (IOException e) {
            throw new AuditException(file + " cannot be read", e);
        }
    }

    private static int readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
        int next = in.read();
        while (next >= 0 && next != '\n' && line.size() < LONGEST_LINE) {
            line.write(next);
            next = in.read();
        }
        return next;
    }

    /** The lines by themselves are good; the anchor says whether there are enough of them. */
    private static AuditVerdict againstAnchor(Path file, Chain chain, AuditVerdict lines) throws IOException {
        long count = lines.lines();
        Path anchor = FileAuditLog.anchorOf(file);
        String text = Files.exists(anchor) ? Files.readString(anchor).trim() : "";
        if (text.isEmpty()) {
            return count == 0 ? lines : new AuditVerdict.Cut(count, lines.lastHash(), -1);
        }
        String[] parts = text.split(" ", -1);
        boolean readable = parts.length == 3 && parts[0].matches("\\d{1,18}");
        if (!readable || !chain.anchor(Long.parseLong(parts[0]), parts[1]).equals(text)) {
            return new AuditVerdict.Cut(count, lines.lastHash(), -1);
        }
        // A crash between a line and its anchor leaves the anchor one behind; more lines than that prove themselves.
        long expected = Long.parseLong(parts[0]);
        return count >= expected ? lines : new AuditVerdict.Cut(count, lines.lastHash(), expected);
    }
}
