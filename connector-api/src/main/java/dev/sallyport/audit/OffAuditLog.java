package dev.sallyport.audit;

/** No audit. */
enum OffAuditLog implements AuditLog {
    INSTANCE;

    @Override
    public void append(AuditEvent event) {}

    @Override
    public void close() {}
}
