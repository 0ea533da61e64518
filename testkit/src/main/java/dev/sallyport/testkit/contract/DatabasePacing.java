package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.DatabaseContract.TABLE;
import static dev.sallyport.testkit.contract.DatabaseContract.insert;
import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.database.Rows;
import dev.sallyport.database.Statement;
import dev.sallyport.effect.Intent;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.testkit.database.DatabaseWire;
import dev.sallyport.testkit.database.FakeDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** How long a database is waited for, over how many connections, and with which password. */
final class DatabasePacing {
    private static final int THREADS = 32;
    /** More would look like somebody who guesses, and lock the account. */
    private static final int MOST_LOGINS = 3;
    /** Within a deadline of some seconds. */
    private static final int MOST_VISITS = 60;

    /** Bytes that are more than a greeting. */
    private static final int A_STATEMENT = 200;

    private static final Duration SHORT = Duration.ofMillis(700);
    private static final String LOCK = "UPDATE " + TABLE + " SET changes = changes WHERE id = 1";
    private static final Statement LOCKED =
            Statement.of("update " + TABLE + " set changes = changes + 1 where id = ?", 1);

    private final Examination<DatabaseConnector, FakeDatabase> x;
    private final int most;

    DatabasePacing(Examination<DatabaseConnector, FakeDatabase> examination, int mostConnections) {
        x = examination;
        most = mostConnections;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.THE_DEADLINE_HOLDS, () -> {
            x.each(x.exercises().all().stream().limit(3).skip(1), this::slowLine);
            locked();
        });
        checks.put(Rule.AN_INTERRUPT_ENDS_A_WAIT, this::interrupted);
        checks.put(Rule.NO_MORE_AT_ONCE_THAN_ALLOWED, this::concurrency);
        checks.put(Rule.WITHOUT_WORD_IT_BACKS_OFF, this::away);
        checks.put(
                Rule.A_THROTTLED_WRITE_IS_TOLD_HONESTLY,
                () -> x.each(x.exercises().writes(), this::turnedAway));
        checks.put(Rule.DEAD_CREDENTIALS_ARE_A_PERSONS_MATTER, this::otherPassword);
        Runnable closed = Objects.requireNonNull(checks.get(Rule.NO_CONNECTION_STAYS_BEHIND));
        checks.put(Rule.NO_CONNECTION_STAYS_BEHIND, () -> {
            closed.run();
            leftOpen();
        });
    }

    private DatabaseWire wire() {
        return x.rig().fake().wire();
    }

    /** A read that asks the engine each time. */
    private Exercise<DatabaseConnector> read() {
        return x.exercises().reads().skip(1).findFirst().orElseThrow();
    }

    private void slowLine(Exercise<DatabaseConnector> exercise) {
        try (Trial<DatabaseConnector, FakeDatabase> trial =
                x.trial(terms -> terms.deadline(SHORT).attemptTimeout(Duration.ofSeconds(20)))) {
            wire().delay(Duration.ofMillis(1_500));
            inTime(() -> trial.perform(exercise, EVERYTHING), "with no reply in time");
            wire().delay(Duration.ZERO);
        }
    }

    /** A statement that waits for somebody else's lock is ended in the engine, and does nothing when the lock is gone. */
    private void locked() {
        try (Trial<DatabaseConnector, FakeDatabase> trial =
                x.trial(terms -> terms.deadline(SHORT).attemptTimeout(Duration.ofSeconds(20)))) {
            FakeDatabase.Held lock = trial.rig().fake().holding(LOCK);
            try {
                inTime(() -> perform(trial), "behind a lock");
            } finally {
                lock.close();
            }
            Seen.unless(trial.effects() == 0, "a statement whose caller had given up was carried out later");
        }
    }

    private static Result perform(Trial<DatabaseConnector, FakeDatabase> trial) {
        return trial.result(() -> trial.connector().under(EVERYTHING).tryExecute(LOCKED, Intent.automatic()));
    }

    private static void inTime(Supplier<Result> call, String when) {
        long start = System.nanoTime();
        Result result = call.get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Seen.unless(!result.succeeded(), when + " " + result.words());
        Seen.unless(
                took.toMillis() < 3_000,
                when + " took " + took.toMillis() + " ms with a deadline of " + SHORT.toMillis());
    }

    private void interrupted() {
        // Who waits for an engine is not seen to wait, so the interrupt comes after a while.
        try (Trial<DatabaseConnector, FakeDatabase> trial =
                x.trial(terms -> terms.attemptTimeout(Duration.ofSeconds(20)))) {
            FakeDatabase.Held lock = trial.rig().fake().holding(LOCK);
            Together.Interrupted interrupted;
            try {
                long before = trial.sent();
                interrupted = Together.interrupted(() -> perform(trial), () -> trial.sent() > before + A_STATEMENT);
            } finally {
                lock.close();
            }
            Result result = interrupted.result();
            if (result == null) {
                throw new Seen("went on waiting after an interrupt", null);
            }
            Seen.unless(result.is(ErrorCode.INTERRUPTED), "interrupted " + result.words());
            Seen.unless(interrupted.flag(), "swallowed the interrupt: the thread's flag is not set");
            Seen.unless(trial.effects() == 0, "a statement whose caller was interrupted was carried out later");
        }
    }

    private void concurrency() {
        try (Trial<DatabaseConnector, FakeDatabase> trial = x.trial()) {
            trial.clock().walk(true);
            wire().mostConnections();
            wire().delay(Duration.ofMillis(5));
            Exercise<DatabaseConnector> read = read();
            List<Result> results = Together.all(THREADS, number -> trial.perform(read, EVERYTHING));
            wire().delay(Duration.ZERO);
            int held = wire().mostConnections();
            Seen.unless(held <= most, "held " + held + " connections at once, and says that it takes " + most);
            Seen.unless(
                    results.stream().allMatch(Result::succeeded), "failed for a limit that it could have waited for");
        }
    }

    private void away() {
        try (Trial<DatabaseConnector, FakeDatabase> trial =
                x.trial(terms -> terms.deadline(Duration.ofSeconds(4)).attemptTimeout(Duration.ofMillis(300)))) {
            Exercise<DatabaseConnector> read = read();
            wire().down();
            wire().cut();
            long before = wire().visits();
            Result result = trial.perform(read, EVERYTHING);
            long tries = wire().visits() - before;
            wire().up();
            Seen.unless(result.failure() != null, "with the engine away " + result.words());
            Seen.unless(tries <= MOST_VISITS, "with the engine away came " + tries + " times");
            Result again = trial.perform(read, EVERYTHING);
            trial.clock().leap(Duration.ofMinutes(5));
            again = again.succeeded() ? again : trial.perform(read, EVERYTHING);
            Seen.unless(again.succeeded(), "with the engine back " + again.words());
        }
    }

    private void turnedAway(Exercise<DatabaseConnector> exercise) {
        Learned calm = x.learn(exercise);
        try (Trial<DatabaseConnector, FakeDatabase> trial =
                x.trial(terms -> terms.deadline(Duration.ofSeconds(1)).attemptTimeout(Duration.ofMillis(300)))) {
            wire().down();
            wire().cut();
            Result result = trial.perform(exercise, EVERYTHING);
            wire().up();
            Outcomes.judge(result, trial.effects(), calm, "with the engine away");
            Seen.unless(result.unknown() == 0, "was never sent, and " + result.words());
        }
    }

    private void otherPassword() {
        try (Overheard overheard = new Overheard();
                Trial<DatabaseConnector, FakeDatabase> trial = x.trial()) {
            FakeDatabase fake = trial.rig().fake();
            String old = fake.password();
            fake.newPassword();
            wire().cut();
            long before = wire().visits();
            Result result = trial.perform(read(), EVERYTHING);
            Result write = trial.result(
                    () -> trial.connector().under(EVERYTHING).tryExecute(insert(101, "never"), Intent.automatic()));
            long logins = (wire().visits() - before) / 2;
            for (Result each : List.of(result, write)) {
                Seen.unless(each.is(ErrorCode.NOT_AUTHENTICATED), "with a password that was changed " + each.words());
            }
            Seen.unless(
                    logins <= MOST_LOGINS,
                    "came " + logins + " times for one call with a password that had been refused");
            trial.witness().tell(overheard.all());
            trial.witness().tell(trial.connector());
            for (String text : trial.witness().told()) {
                Seen.unless(!text.contains(old), "told the password: " + text.replace(old, "***"));
            }
        }
    }

    /** Results that nobody closes take all connections: the next caller is told so in time, and served when they are closed. */
    private void leftOpen() {
        try (Trial<DatabaseConnector, FakeDatabase> trial =
                x.trial(terms -> terms.deadline(Duration.ofSeconds(1)).attemptTimeout(Duration.ofMillis(500)))) {
            trial.clock().walk(true);
            List<Rows> open = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                Rows rows = trial.connector().under(EVERYTHING).query(DatabaseContract.SELECT);
                rows.next();
                open.add(rows);
            }
            Exercise<DatabaseConnector> read = read();
            Result next = trial.perform(read, EVERYTHING);
            Seen.unless(
                    next.failure() != null || wire().connections() <= most,
                    "took more connections than it says for results that were left open");
            Seen.unless(next.succeeded() || next.failure() != null, "with all connections lent " + next.words());
            open.forEach(Rows::close);
            Result after = trial.perform(read, EVERYTHING);
            Seen.unless(
                    after.succeeded(), "did not give the connections of closed results to the next: " + after.words());
            trial.connector().under(EVERYTHING).query(DatabaseContract.SELECT).next();
        }
        Seen.unless(
                Together.until(Duration.ofSeconds(2), () -> wire().connections() == 0),
                "left the connection of an open result open after close()");
    }
}
