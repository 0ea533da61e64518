package dev.sallyport.testkit.fault;

import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.Classification;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way of going wrong: which operations it befalls, and how often. Immutable: each method gives a changed copy.
 *
 * <p>Defaults: every operation but the token endpoint, reads and writes, probability 1, at most 1 time for each subject,
 * delay 200 ms, hold 50 ms, {@code Retry-After} of 1 s, {@link Cut#EOF} for a lost reply and {@link Cut#RESET} otherwise,
 * {@link Lie#TOO_HIGH} for headers, at all times, first pages too.
 */
public final class FaultRule {
    private final Terms terms;
    private final Pattern pattern;

    private FaultRule(Terms terms) {
        this.terms = terms;
        this.pattern = Pattern.compile("\\Q" + terms.operations.replace("*", "\\E.*\\Q") + "\\E");
    }

    /** A rule of this kind with the defaults above. */
    public static FaultRule of(FaultKind kind) {
        return new FaultRule(new Terms(kind));
    }

    /**
     * Limits the rule to operations by name.
     *
     * @param glob a name in which {@code *} stands for any text, such as {@code contact.*}; {@code *} alone means all but
     *     the token endpoint, any other glob may name that too
     */
    public FaultRule on(String glob) {
        return with(copy -> copy.operations = glob);
    }

    /** Limits the rule to reads or to writes. */
    public FaultRule on(Access only) {
        return with(copy -> copy.access = only);
    }

    /**
     * Sets how likely the rule is for one occurrence of a subject.
     *
     * @throws IllegalArgumentException unless 0 to 1
     */
    public FaultRule probability(double likelihood) {
        if (!(likelihood >= 0 && likelihood <= 1)) {
            throw new IllegalArgumentException("probability must be 0 to 1, not " + likelihood);
        }
        return with(copy -> copy.probability = likelihood);
    }

    /**
     * Sets how often the rule may befall the same operation on the same subject, so that a client that repeats gets through.
     *
     * @throws IllegalArgumentException if less than 1
     */
    public FaultRule atMost(int timesPerSubject) {
        if (timesPerSubject < 1) {
            throw new IllegalArgumentException("times per subject must be 1 or more, not " + timesPerSubject);
        }
        return with(copy -> copy.atMost = timesPerSubject);
    }

    /** Lifts the bound of {@link #atMost}. */
    public FaultRule always() {
        return atMost(Integer.MAX_VALUE);
    }

    /**
     * Limits the rule to bursts: the last part of each stretch of time, counted from the first request. Who arrives in a
     * burst is a matter of time, so under such a rule the same seed need not meet the same faults.
     *
     * @param every how long a stretch is, such as a minute
     * @param lasting how long the burst at its end is, such as 5 seconds
     * @throws IllegalArgumentException if one is not more than zero, or the burst is longer than its stretch
     */
    public FaultRule inBursts(Duration every, Duration lasting) {
        requirePositive("every", every);
        requirePositive("lasting", lasting);
        if (lasting.compareTo(every) > 0) {
            throw new IllegalArgumentException("a burst of " + lasting + " is longer than its stretch of " + every);
        }
        return with(copy -> {
            copy.burstEvery = every;
            copy.burstLasting = lasting;
        });
    }

    /**
     * Makes the rule rise and fall as a brown-out does: its probability and its delay are the swell's part of what is set
     * here. It is a matter of time, as with {@link #inBursts}.
     */
    public FaultRule swelling(Swell course) {
        return with(copy -> copy.swell = course);
    }

    /** Limits the rule to requests for a further page of a list, so that it befalls a walk in its middle. */
    public FaultRule midWalk() {
        return with(copy -> copy.midWalk = true);
    }

    /** Sets in which way {@link FaultKind#LYING_HEADERS} lie. */
    public FaultRule lie(Lie how) {
        return with(copy -> copy.lie = how);
    }

    /**
     * Sets how long a slow reply takes or when a late effect is applied, both counted from arrival, or how long a stalled
     * reply is silent.
     */
    public FaultRule delay(Duration howLong) {
        requirePositive("delay", howLong);
        return with(copy -> copy.delay = howLong);
    }

    /** Sets how long the connection of a late effect stays open before it is cut; may be longer than the delay. */
    public FaultRule hold(Duration howLong) {
        requirePositive("hold", howLong);
        return with(copy -> copy.hold = howLong);
    }

    /** Sets what a throttled or unavailable reply promises. */
    public FaultRule retryAfter(Duration howLong) {
        requirePositive("retryAfter", howLong);
        return with(copy -> copy.retryAfter = howLong);
    }

    /** Makes an unavailable reply promise nothing; a throttled one keeps to one second. */
    public FaultRule withoutRetryAfter() {
        return with(copy -> copy.retryAfter = null);
    }

    /** Sets how the connection ends where this rule cuts it. */
    public FaultRule cut(Cut how) {
        return with(copy -> copy.cut = how);
    }

    private FaultRule with(Consumer<Terms> change) {
        Terms copy = new Terms(terms);
        change.accept(copy);
        return new FaultRule(copy);
    }

    /** Whether the rule can befall a request of this kind. */
    public boolean covers(Classification request, boolean renewableToken) {
        if ((terms.access != null && terms.access != request.access())
                || (request.tokenEndpoint() && terms.operations.equals("*"))
                || (terms.kind == FaultKind.LATE_EFFECT && request.access() == Access.READ)
                || (terms.kind == FaultKind.TOKEN_EXPIRED && !renewableToken)
                || (terms.kind == FaultKind.PARTIAL_BATCH && request.items() < 2)
                || ((terms.midWalk || terms.kind == FaultKind.CURSOR_EXPIRED) && !request.further())) {
            return false;
        }
        return terms.operations.equals("*")
                || pattern.matcher(request.operation()).matches();
    }

    /** How much of the rule is felt so long after the first request, 0 to 1: nothing between bursts, a part in a swell. */
    public double levelAt(Duration sinceFirst) {
        Swell swell = terms.swell;
        return !isInBurst(sinceFirst) ? 0 : swell == null ? 1 : swell.level(sinceFirst);
    }

    /** The rule with that part of its delay. */
    public FaultRule at(double level) {
        return level >= 1
                ? this
                : with(copy -> copy.delay = Duration.ofNanos(Math.max(1, (long) (terms.delay.toNanos() * level))));
    }

    private boolean isInBurst(Duration sinceFirst) {
        Duration every = terms.burstEvery;
        Duration lasting = terms.burstLasting;
        if (every == null || lasting == null) {
            return true;
        }
        long into = Math.floorMod(sinceFirst.toNanos(), every.toNanos());
        return into >= every.toNanos() - lasting.toNanos();
    }

    private static void requirePositive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " must be more than zero, not " + value);
        }
    }

    /** What goes wrong. */
    public FaultKind kind() {
        return terms.kind;
    }

    /** The glob of operation names. */
    public String operations() {
        return terms.operations;
    }

    /** Reads or writes only; null for both. */
    public @Nullable Access access() {
        return terms.access;
    }

    /** How likely it is for one occurrence. */
    public double probability() {
        return terms.probability;
    }

    /** How often it may befall one subject. */
    public int atMost() {
        return terms.atMost;
    }

    /** How long a slow reply takes, a stalled one is silent, or when a late effect is applied. */
    public Duration delay() {
        return terms.delay;
    }

    /** How long the connection of a late effect stays open. */
    public Duration hold() {
        return terms.hold;
    }

    /** What the reply promises; null for nothing. */
    public @Nullable Duration retryAfter() {
        return terms.retryAfter;
    }

    /** How the connection ends where it is cut. */
    public Cut cut() {
        return terms.cut;
    }

    /** In which way headers lie. */
    public Lie lie() {
        return terms.lie;
    }

    /** How long the stretch is at whose end there is a burst; null if the rule counts at all times. */
    public @Nullable Duration burstEvery() {
        return terms.burstEvery;
    }

    /** How long a burst is; null if the rule counts at all times. */
    public @Nullable Duration burstLasting() {
        return terms.burstLasting;
    }

    /** How the rule rises and falls; null if it does not. */
    public @Nullable Swell swell() {
        return terms.swell;
    }

    /** Whether only requests for a further page are meant. */
    public boolean isMidWalk() {
        return terms.midWalk;
    }

    @Override
    public String toString() {
        String of = terms.access == null ? "" : " " + terms.access;
        return terms.kind + (terms.kind == FaultKind.LYING_HEADERS ? " " + terms.lie : "") + " on " + terms.operations
                + of + " p=" + terms.probability
                + (terms.atMost == Integer.MAX_VALUE ? "" : " max " + terms.atMost)
                + (terms.burstEvery == null ? "" : " " + terms.burstLasting + " in " + terms.burstEvery)
                + (terms.swell == null ? "" : " swelling")
                + (terms.midWalk ? " mid-walk" : "");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FaultRule that && terms.all().equals(that.terms.all());
    }

    @Override
    public int hashCode() {
        return terms.all().hashCode();
    }

    /** The rule's settings while a copy is being made; never changed after it. */
    private static final class Terms {
        private final FaultKind kind;
        private String operations = "*";
        private @Nullable Access access;
        private double probability = 1;
        private int atMost = 1;
        private Duration delay = Duration.ofMillis(200);
        private Duration hold = Duration.ofMillis(50);
        private @Nullable Duration retryAfter = Duration.ofSeconds(1);
        private Cut cut;
        private Lie lie = Lie.TOO_HIGH;
        private @Nullable Duration burstEvery;
        private @Nullable Duration burstLasting;
        private @Nullable Swell swell;
        private boolean midWalk;

        private Terms(FaultKind kind) {
            this.kind = kind;
            this.cut = kind == FaultKind.REPLY_LOST ? Cut.EOF : Cut.RESET;
        }

        private Terms(Terms held) {
            kind = held.kind;
            operations = held.operations;
            access = held.access;
            probability = held.probability;
            atMost = held.atMost;
            delay = held.delay;
            hold = held.hold;
            retryAfter = held.retryAfter;
            cut = held.cut;
            lie = held.lie;
            burstEvery = held.burstEvery;
            burstLasting = held.burstLasting;
            swell = held.swell;
            midWalk = held.midWalk;
        }

        private List<@Nullable Object> all() {
            return Arrays.asList(
                    kind,
                    operations,
                    access,
                    probability,
                    atMost,
                    delay,
                    hold,
                    retryAfter,
                    cut,
                    lie,
                    burstEvery,
                    burstLasting,
                    swell,
                    midWalk);
        }
    }
}
