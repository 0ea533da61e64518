package dev.sallyport.support;

import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditException;
import dev.sallyport.audit.AuditLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit in a list, which can be made to fail. */
public final class RecordingAudit implements AuditLog {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    @Override
    public void append(AuditEvent event) {
        if (broken) {
            throw new AuditException("the disk is full", null);
        }
        events.add(event);
    }

    public void breakDown() {
        broken = true;
    }

    public List<AuditEvent> events() {
        return List.copyOf(events);
    }

    /** Stage and result of each line. */
    public List<String> lines() {
        return events.stream()
                .map(event -> event.stage() + " " + event.result())
                .toList();
    }

    @Override
    public void close() {}
}
