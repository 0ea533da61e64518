package dev.sallyport.postgresql;

import dev.sallyport.Secret;
import dev.sallyport.jdbc.Ceilings;
import java.time.Duration;

/**
 * Where a PostgreSQL database is, who connects and how much one statement may do. Defaults: 4 connections, 100,000 rows
 * and 64 MiB for a result, a planner's cost of 10,000,000 for a query, 10,000 rows changed by a write, 5 minutes between
 * two rows that are read. Immutable; {@code toString} holds no secret.
 */
public final class PostgreSqlConnection {
    private final PostgreSqlAddress address;
    private final String user;
    private final Secret password;
    private final Ceilings ceilings;

    private PostgreSqlConnection(PostgreSqlAddress address, String user, Secret password, Ceilings ceilings) {
        this.address = address;
        this.user = user;
        this.password = password;
        this.ceilings = ceilings;
    }

    static PostgreSqlConnection to(PostgreSqlAddress address) {
        return new PostgreSqlConnection(address, "", Secret.of(""), Ceilings.defaults());
    }

    /** Who connects: a role with no more rights than the agents' grants together need. */
    public PostgreSqlConnection user(String newUser) {
        return new PostgreSqlConnection(address, newUser, password, ceilings);
    }

    /** The password. */
    public PostgreSqlConnection password(Secret newPassword) {
        return new PostgreSqlConnection(address, user, newPassword, ceilings);
    }

    /**
     * The most rows that a result may have; a result with more fails where it goes beyond.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public PostgreSqlConnection maxRows(long most) {
        return with(new Ceilings(
                most,
                ceilings.bytes(),
                ceilings.cost(),
                ceilings.affected(),
                ceilings.connections(),
                ceilings.pause()));
    }

    /**
     * The most bytes that a result may have, counted as its values take them.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public PostgreSqlConnection maxBytes(long most) {
        return with(new Ceilings(
                ceilings.rows(), most, ceilings.cost(), ceilings.affected(), ceilings.connections(), ceilings.pause()));
    }

    /**
     * The highest cost of a query, in the planner's units: about one for each page that is read in sequence.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public PostgreSqlConnection maxCost(double most) {
        return with(new Ceilings(
                ceilings.rows(),
                ceilings.bytes(),
                most,
                ceilings.affected(),
                ceilings.connections(),
                ceilings.pause()));
    }

    /**
     * The most rows that one write may change; a write that changes more is rolled back.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public PostgreSqlConnection maxAffected(long most) {
        return with(new Ceilings(
                ceilings.rows(), ceilings.bytes(), ceilings.cost(), most, ceilings.connections(), ceilings.pause()));
    }

    /**
     * The most connections held at once.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public PostgreSqlConnection maxConnections(int most) {
        return with(new Ceilings(
                ceilings.rows(), ceilings.bytes(), ceilings.cost(), ceilings.affected(), most, ceilings.pause()));
    }

    /** How long the reader of a result may pause between rows before the engine ends it. */
    public PostgreSqlConnection maxPause(Duration longest) {
        return with(new Ceilings(
                ceilings.rows(),
                ceilings.bytes(),
                ceilings.cost(),
                ceilings.affected(),
                ceilings.connections(),
                longest));
    }

    PostgreSqlAddress address() {
        return address;
    }

    String user() {
        return user;
    }

    Secret password() {
        return password;
    }

    Ceilings ceilings() {
        return ceilings;
    }

    private PostgreSqlConnection with(Ceilings newCeilings) {
        return new PostgreSqlConnection(address, user, password, newCeilings);
    }

    @Override
    public String toString() {
        return "PostgreSqlConnection[" + address.host() + ":" + address.port() + "/" + address.database() + "]";
    }
}
