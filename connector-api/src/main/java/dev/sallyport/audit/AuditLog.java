package dev.sallyport.audit;

import dev.sallyport.Secret;
import java.nio.file.Path;

/** Where every call is written down. Thread-safe. If a line cannot be written, {@link #append} throws and writes stop. */
public interface AuditLog extends AutoCloseable {
    /**
     * Writes one line.
     *
     * @throws AuditException if it cannot be written
     */
    void append(AuditEvent event);

    @Override
    void close();

    /** Keeps nothing. For measurements; not for production. */
    static AuditLog off() {
        return OffAuditLog.INSTANCE;
    }

    /**
     * A file of JSON lines, each bound to the one before by a keyed hash, so that {@link AuditVerifier} sees changed,
     * dropped and rewritten lines, and a cut end. The file is made readable by its owner only and goes on where it ended.
     *
     * @throws AuditException if the file cannot be opened or does not verify with that key
     */
    static AuditLog file(Path file, Secret key) {
        return FileAuditLog.open(file, key);
    }
}
