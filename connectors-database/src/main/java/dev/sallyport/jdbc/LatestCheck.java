package dev.sallyport.jdbc;

/** The check against the tables as they were read last. Thread-safe. */
final class LatestCheck {
    private final SqlDialect dialect;
    private volatile StatementCheck latest;

    LatestCheck(SqlDialect dialect, Catalogue catalogue) {
        this.dialect = dialect;
        this.latest = new StatementCheck(dialect, catalogue);
    }

    /**
     * Understands a statement.
     *
     * @throws Refused if it cannot be let through, whatever the grant
     */
    CheckedStatement check(String sql) {
        return latest.check(sql);
    }

    void read(Catalogue catalogue) {
        latest = new StatementCheck(dialect, catalogue);
    }
}
