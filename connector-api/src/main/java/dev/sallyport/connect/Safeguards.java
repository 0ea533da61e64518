package dev.sallyport.connect;

import dev.sallyport.audit.AuditLog;
import dev.sallyport.effect.Ledger;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.telemetry.Telemetry;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.util.Objects;

/**
 * What stands behind every call of a connector. Defaults: ledger in memory (a restart forgets; receipts say so), quotas
 * in memory, no audit file, no telemetry, the machine's clock, 30 seconds for a call, 10 seconds for an attempt, 30 days
 * for which a settled intent is remembered, 5 % of each account's limits left to its human users, retry jitter from a random seed. Immutable and thread-safe; several connectors may share one: those
 * with the same quotas share one queue, circuit and retry budget for each account.
 */
public final class Safeguards {
    private final Builder settings;

    private Safeguards(Builder settings) {
        this.settings = settings;
    }

    /** The defaults. */
    public static Safeguards defaults() {
        return builder().build();
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Remembers intents and budgets. */
    public Ledger ledger() {
        return settings.ledger;
    }

    /** Counts against the vendor's limits. */
    public QuotaStore quotas() {
        return settings.quotas;
    }

    /** Where every call is written down. */
    public AuditLog audit() {
        return settings.audit;
    }

    /** Where spans and metrics go. */
    public Telemetry telemetry() {
        return settings.telemetry;
    }

    /** The clock. */
    public TimeSource time() {
        return settings.time;
    }

    /** How long a call may take, waits and retries included. */
    public Duration deadline() {
        return settings.deadline;
    }

    /** How long one attempt may take. */
    public Duration attemptTimeout() {
        return settings.attemptTimeout;
    }

    /** How long a settled intent, and a budget that nobody uses, is remembered; older ones are forgotten on the way. */
    public Duration retention() {
        return settings.retention;
    }

    /** The share of each limit of an account that is left to its human users, between 0 and 1. */
    public double keptForPeople() {
        return settings.keptForPeople;
    }

    /** The seed of the retries' jitter. */
    public long seed() {
        return settings.seed;
    }

    /** Collects settings; not thread-safe. Each instance builds one set of safeguards. */
    public static final class Builder {
        private Ledger ledger = Ledger.inMemory();
        private QuotaStore quotas = QuotaStore.inMemory();
        private AuditLog audit = AuditLog.off();
        private Telemetry telemetry = Telemetry.none();
        private TimeSource time = TimeSource.system();
        private Duration deadline = Duration.ofSeconds(30);
        private Duration attemptTimeout = Duration.ofSeconds(10);
        private Duration retention = Duration.ofDays(30);
        private double keptForPeople = 0.05;
        private long seed = System.nanoTime();

        private Builder() {}

        /** Remembers intents and budgets; closed by whoever made it. */
        public Builder ledger(Ledger newLedger) {
            ledger = Objects.requireNonNull(newLedger, "ledger is null");
            return this;
        }

        /** Counts against the vendor's limits; closed by whoever made it. */
        public Builder quotas(QuotaStore newQuotas) {
            quotas = Objects.requireNonNull(newQuotas, "quotas is null");
            return this;
        }

        /** Where every call is written down; closed by whoever made it. */
        public Builder audit(AuditLog newAudit) {
            audit = Objects.requireNonNull(newAudit, "audit is null");
            return this;
        }

        /** Where spans and metrics go. */
        public Builder telemetry(Telemetry newTelemetry) {
            telemetry = Objects.requireNonNull(newTelemetry, "telemetry is null");
            return this;
        }

        /** The clock. */
        public Builder time(TimeSource newTime) {
            time = Objects.requireNonNull(newTime, "time is null");
            return this;
        }

        /** How long a call may take in all. */
        public Builder deadline(Duration newDeadline) {
            deadline = positive("deadline", newDeadline);
            return this;
        }

        /** How long one attempt may take. */
        public Builder attemptTimeout(Duration newTimeout) {
            attemptTimeout = positive("attempt timeout", newTimeout);
            return this;
        }

        /** How long a settled intent is remembered, and its repeat is a replay; a budget, from its last use. */
        public Builder retention(Duration newRetention) {
            retention = positive("retention", newRetention);
            return this;
        }

        /**
         * The share of each limit of an account that is left to its human users; 0 if nobody else uses it. Limits of
         * single records, operations and users, and of calls at the same time, are used whole.
         *
         * @throws IllegalArgumentException if it is not at least 0 and at most 0.9
         */
        public Builder keptForPeople(double share) {
            if (!(share >= 0 && share <= 0.9)) {
                throw new IllegalArgumentException("kept for people: " + share + " is not between 0 and 0.9");
            }
            keptForPeople = share;
            return this;
        }

        /** The seed of the retries' jitter. */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /** The safeguards; the builder must not be used afterwards. */
        public Safeguards build() {
            return new Safeguards(this);
        }

        private static Duration positive(String name, Duration duration) {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException(name + " " + duration + " is not positive");
            }
            return duration;
        }
    }
}
