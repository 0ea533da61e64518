package dev.sallyport.audit;

import dev.sallyport.Secret;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A line is its body, a tab and its hash. Beside the file, {@code .anchor} says where the end is, and {@code .lock} keeps
 * a second writer out. Written through streams, not channels: a channel would be closed for everybody by the first caller
 * who is interrupted.
 */
final class FileAuditLog implements AuditLog {
    /** Longer than any anchor, so that a shorter one leaves nothing behind of a longer. */
    private static final int ANCHOR = 160;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final Chain chain;
    private final FileOutputStream lines;
    private final RandomAccessFile anchor;
    private final RandomAccessFile claim;
    private String last;
    private long count;
    private @Nullable IOException broken;

    private FileAuditLog(Path file, Secret key, RandomAccessFile claim) throws IOException {
        this.file = file;
        this.chain = new Chain(key);
        this.claim = claim;
        AuditVerdict continued = continued(file, key);
        this.last = continued.lastHash();
        this.count = continued.lines();
        this.anchor = new RandomAccessFile(ownerOnly(anchorOf(file)).toFile(), "rw");
        this.lines = new FileOutputStream(ownerOnly(file).toFile(), true);
        writeAnchor();
    }

    static Path anchorOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".anchor");
    }

    static AuditLog open(Path file, Secret key) {
        try {
            Path lockFile = ownerOnly(file.resolveSibling(file.getFileName() + ".lock"));
            RandomAccessFile claim = new RandomAccessFile(lockFile.toFile(), "rw");
            try {
                takeLock(file, claim);
                return new FileAuditLog(file, key, claim);
            } catch (IOException | RuntimeException e) {
                claim.close();
                throw e;
            }
        } catch (IOException e) {
            throw new AuditException(file + " cannot be opened for audit; check folder and permissions", e);
        }
    }

    /** The end of the file, on which new lines can follow. */
    private static AuditVerdict continued(Path file, Secret key) throws IOException {
        AuditVerdict verdict = AuditVerifier.verify(file, key);
        if (verdict instanceof AuditVerdict.Torn torn) {
            try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                cut.setLength(torn.bytesBefore());
            }
        } else if (!(verdict instanceof AuditVerdict.Intact)) {
            throw new AuditException(
                    file + " cannot be continued: " + verdict.sentence()
                            + "; keep it as evidence and choose another file",
                    null);
        }
        return verdict;
    }

    private static void takeLock(Path file, RandomAccessFile claim) throws IOException {
        boolean ours;
        try {
            ours = claim.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            ours = false;
        }
        if (!ours) {
            throw new AuditException(
                    file + " is being written by another log; share that one, or choose another file", null);
        }
    }

    @Override
    public void append(AuditEvent event) {
        AuditLine line = AuditLine.of(event);
        lock.lock();
        try {
            if (broken != null) {
                throw new AuditException(file + " could not be written before; open it anew once mended", broken);
            }
            String hash = chain.next(last, line.body());
            lines.write(line.endedWith(hash));
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
        try (claim;
                anchor;
                lines) {
            if (lines.getFD().valid()) {
                lines.getFD().sync();
            }
        } catch (IOException e) {
            throw new AuditException(file + " could not be closed", e);
        } finally {
            lock.unlock();
        }
    }

    private void writeAnchor() throws IOException {
        String text = chain.anchor(count, last);
        anchor.seek(0);
        anchor.write((text + " ".repeat(ANCHOR - text.length())).getBytes(StandardCharsets.UTF_8));
    }

    private static Path ownerOnly(Path path) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (Files.exists(path)) {
            if (posix) {
                Files.setPosixFilePermissions(path, OWNER_ONLY);
            }
            return path;
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return posix
                ? Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                : Files.createFile(path);
    }
}
