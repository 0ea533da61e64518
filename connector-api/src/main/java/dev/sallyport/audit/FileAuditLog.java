package dev.sallyport.audit;

import dev.sallyport.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A line is its body, a tab and its hash. Beside the file, {@code .anchor} says where the end is. */
final class FileAuditLog implements AuditLog {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final Chain chain;
    private final FileChannel lines;
    private final FileChannel anchor;
    private String last;
    private long count;
    private @Nullable IOException broken;

    private FileAuditLog(Path file, Chain chain, FileChannel lines, FileChannel anchor, String last, long count) {
        this.file = file;
        this.chain = chain;
        this.lines = lines;
        this.anchor = anchor;
        this.last = last;
        this.count = count;
    }

    static Path anchorOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".anchor");
    }

    static AuditLog open(Path file, Secret key) {
        AuditVerdict verdict = AuditVerifier.verify(file, key);
        try {
            if (verdict instanceof AuditVerdict.Torn torn) {
                cutTornLine(file, torn.bytesBefore());
            } else if (!(verdict instanceof AuditVerdict.Intact)) {
                throw new AuditException(
                        file + " cannot be continued: " + verdict.sentence()
                                + "; keep it as evidence and choose another file",
                        null);
            }
            Chain chain = new Chain(key);
            String last = verdict instanceof AuditVerdict.Intact intact ? intact.lastHash() : verdict.lastHash();
            FileChannel lines = ownerOnly(file, StandardOpenOption.APPEND);
            FileChannel anchor = ownerOnly(anchorOf(file), StandardOpenOption.WRITE);
            FileAuditLog log = new FileAuditLog(file, chain, lines, anchor, last, verdict.lines());
            log.writeAnchor();
            return log;
        } catch (IOException e) {
            throw new AuditException(file + " cannot be opened for audit; check folder and permissions", e);
        }
    }

    @Override
    public void append(AuditEvent event) {
        lock.lock();
        try {
            if (broken != null) {
                throw new AuditException(file + " could not be written before; open it anew once mended", broken);
            }
            String body = JSON.writeValueAsString(event);
            String hash = chain.next(last, body);
            write(lines, ByteBuffer.wrap((body + "\t" + hash + "\n").getBytes(StandardCharsets.UTF_8)));
            last = hash;
            count++;
            writeAnchor();
        } catch (IOException e) {
            broken = e;
            throw new AuditException(file + " cannot be written; check disk space and permissions", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try (lines;
                anchor) {
            if (lines.isOpen()) {
                lines.force(true);
            }
        } catch (IOException e) {
            throw new AuditException(file + " could not be closed", e);
        } finally {
            lock.unlock();
        }
    }

    private void writeAnchor() throws IOException {
        byte[] text = String.format("%-160s", chain.anchor(count, last)).getBytes(StandardCharsets.UTF_8);
        anchor.position(0);
        write(anchor, ByteBuffer.wrap(text));
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void cutTornLine(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private static FileChannel ownerOnly(Path path, StandardOpenOption how) throws IOException {
        if (!Files.exists(path)) {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(path);
            }
        }
        return FileChannel.open(path, how);
    }
}
