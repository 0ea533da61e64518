package dev.sallyport.testkit.fault;

import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.Classification;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way of going wrong: which operations it befalls, and how often. Immutable: each method gives a changed copy.
 *
 * <p>Defaults: every operation but the token endpoint, reads and writes, probability 1, at most 1 time for each subject,
 * delay 200 ms, hold 50 ms, {@code Retry-After} of 1 s, {@link Cut#EOF} for a lost reply and {@link Cut#RESET} otherwise.
 */
public final class FaultRule {
    private final FaultKind kind;
    private final String operations;
    private final @Nullable Access access;
    private final double probability;
    private final int atMost;
    private final Duration delay;
    private final Duration hold;
    private final @Nullable Duration retryAfter;
    private final Cut cut;
    private final Pattern pattern;

    private FaultRule(
            FaultKind kind,
            String operations,
            @Nullable Access access,
            double probability,
            int atMost,
            Duration delay,
            Duration hold,
            @Nullable Duration retryAfter,
            Cut cut) {
        this.kind = kind;
        this.operations = operations;
        this.access = access;
        this.probability = probability;
        this.atMost = atMost;
        this.delay = delay;
        this.hold = hold;
        this.retryAfter = retryAfter;
        this.cut = cut;
        this.pattern = Pattern.compile("\\Q" + operations.replace("*", "\\E.*\\Q") + "\\E");
    }

    /** A rule of this kind with the defaults above. */
    public static FaultRule of(FaultKind kind) {
        Cut cut = kind == FaultKind.REPLY_LOST ? Cut.EOF : Cut.RESET;
        return new FaultRule(
                kind, "*", null, 1, 1, Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofSeconds(1), cut);
    }

    /**
     * Limits the rule to operations by name.
     *
     * @param glob a name in which {@code *} stands for any text, such as {@code contact.*}; {@code *} alone means all but
     *     the token endpoint, any other glob may name that too
     */
    public FaultRule on(String glob) {
        return new FaultRule(kind, glob, access, probability, atMost, delay, hold, retryAfter, cut);
    }

    /** Limits the rule to reads or to writes. */
    public FaultRule on(Access only) {
        return new FaultRule(kind, operations, only, probability, atMost, delay, hold, retryAfter, cut);
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
        return new FaultRule(kind, operations, access, likelihood, atMost, delay, hold, retryAfter, cut);
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
        return new FaultRule(kind, operations, access, probability, timesPerSubject, delay, hold, retryAfter, cut);
    }

    /** Lifts the bound of {@link #atMost}. */
    public FaultRule always() {
        return atMost(Integer.MAX_VALUE);
    }

    /** Sets how long a slow reply takes, or when a late effect is applied, both counted from arrival. */
    public FaultRule delay(Duration howLong) {
        requirePositive("delay", howLong);
        return new FaultRule(kind, operations, access, probability, atMost, howLong, hold, retryAfter, cut);
    }

    /** Sets how long the connection of a late effect stays open before it is cut; may be longer than the delay. */
    public FaultRule hold(Duration howLong) {
        requirePositive("hold", howLong);
        return new FaultRule(kind, operations, access, probability, atMost, delay, howLong, retryAfter, cut);
    }

    /** Sets what a throttled or unavailable reply promises. */
    public FaultRule retryAfter(Duration howLong) {
        requirePositive("retryAfter", howLong);
        return new FaultRule(kind, operations, access, probability, atMost, delay, hold, howLong, cut);
    }

    /** Makes an unavailable reply promise nothing; a throttled one keeps to one second. */
    public FaultRule withoutRetryAfter() {
        return new FaultRule(kind, operations, access, probability, atMost, delay, hold, null, cut);
    }

    /** Sets how the connection ends where this rule cuts it. */
    public FaultRule cut(Cut how) {
        return new FaultRule(kind, operations, access, probability, atMost, delay, hold, retryAfter, how);
    }

    /** Whether the rule can befall a request of this kind. */
    public boolean covers(Classification request, boolean renewableToken) {
        if ((access != null && access != request.access())
                || (request.tokenEndpoint() && operations.equals("*"))
                || (kind == FaultKind.LATE_EFFECT && request.access() == Access.READ)
                || (kind == FaultKind.TOKEN_EXPIRED && !renewableToken)) {
            return false;
        }
        return operations.equals("*") || pattern.matcher(request.operation()).matches();
    }

    private static void requirePositive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " must be more than zero, not " + value);
        }
    }

    /** What goes wrong. */
    public FaultKind kind() {
        return kind;
    }

    /** The glob of operation names. */
    public String operations() {
        return operations;
    }

    /** Reads or writes only; null for both. */
    public @Nullable Access access() {
        return access;
    }

    /** How likely it is for one occurrence. */
    public double probability() {
        return probability;
    }

    /** How often it may befall one subject. */
    public int atMost() {
        return atMost;
    }

    /** How long a slow reply takes, or when a late effect is applied. */
    public Duration delay() {
        return delay;
    }

    /** How long the connection of a late effect stays open. */
    public Duration hold() {
        return hold;
    }

    /** What the reply promises; null for nothing. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** How the connection ends where it is cut. */
    public Cut cut() {
        return cut;
    }

    @Override
    public String toString() {
        String of = access == null ? "" : " " + access;
        return kind + " on " + operations + of + " p=" + probability
                + (atMost == Integer.MAX_VALUE ? "" : " max " + atMost);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FaultRule that
                && kind == that.kind
                && operations.equals(that.operations)
                && access == that.access
                && probability == that.probability
                && atMost == that.atMost
                && delay.equals(that.delay)
                && hold.equals(that.hold)
                && Objects.equals(retryAfter, that.retryAfter)
                && cut == that.cut;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, operations, access, probability, atMost, delay, hold, retryAfter, cut);
    }
}
