package dev.sallyport.stores.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Lane;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.Observation;
import dev.sallyport.pacing.Permit;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.pacing.Reservation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for limits counted together, wherever the counts are kept. */
public abstract class SharedQuotaContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private final String account = UUID.randomUUID().toString();
    private final List<QuotaHealth> told = new CopyOnWriteArrayList<>();
    private final List<SharedQuotaStore> opened = new ArrayList<>();
    private Cable cable;

    /** The server's port on loopback. */
    protected abstract int port();

    /** A store as one process would open it, whose name space is the account. */
    protected abstract SharedQuotaStore open(int port, String account, Consumer<QuotaHealth> told);

    @BeforeEach
    void lay() throws IOException {
        cable = new Cable(port());
    }

    @AfterEach
    void close() throws IOException {
        opened.forEach(SharedQuotaStore::close);
        cable.close();
    }

    @Test
    void processes_that_share_an_account_share_its_limit() {
        Draw one = draw("rate", Limit.Kind.ROLLING, 100, Duration.ofSeconds(1), Lane.INTERACTIVE);
        List<SharedQuotaStore> processes = List.of(process(), process());
        List<Long> taken = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofMillis(2_500).toNanos();
        while (System.nanoTime() < end) {
            for (SharedQuotaStore process : processes) {
                Reservation answer = process.reserve(List.of(one), 4, Instant.now());
                if (answer instanceof Reservation.Taken permits) {
                    for (Permit permit : permits.permits()) {
                        taken.add(System.nanoTime());
                        permit.used(Instant.now());
                    }
                }
            }
        }
        assertThat(taken).as("most of what two seconds and a half allow").hasSizeGreaterThan(120);
        for (int i = 0; i + 100 < taken.size(); i++) {
            // A pause of this machine between the taking and the look at the clock may hide up to a spread.
            assertThat(taken.get(i + 100) - taken.get(i))
                    .isGreaterThan(Duration.ofMillis(940).toNanos());
        }
    }

    @Test
    void several_limits_are_taken_together_or_not_at_all() {
        SharedQuotaStore process = process();
        Draw wide = draw("wide", Limit.Kind.ROLLING, 20, HOUR, Lane.INTERACTIVE);
        Draw narrow = draw("narrow", Limit.Kind.FIXED, 2, HOUR, Lane.INTERACTIVE);
        assertThat(times(process, List.of(wide, narrow), 5)).isEqualTo(2);
        assertThat(process.reserve(List.of(wide, narrow), Instant.now()))
                .isInstanceOfSatisfying(
                        Reservation.Wait.class, wait -> assertThat(wait.limit()).isEqualTo("narrow"));
        assertThat(times(process(), List.of(wide), 20)).as("all but two").isEqualTo(18);
    }

    @Test
    void what_was_not_sent_is_there_for_the_others_and_what_cost_more_is_not() {
        SharedQuotaStore process = process();
        Draw one = draw("rate", Limit.Kind.ROLLING, 20, HOUR, Lane.INTERACTIVE);
        List<Permit> permits = permits(process.reserve(List.of(one), 10, Instant.now()));
        assertThat(permits).hasSize(10);
        permits.get(0).refund();
        permits.get(1).refund();
        permits.get(1).refund();
        permits.get(2).refund();
        permits.get(3).cost("rate", 2);
        assertThat(times(process(), List.of(one), 20)).isEqualTo(20 - 10 + 3 - 1);
    }

    @Test
    void leases_are_counted_together_and_end_with_their_holder() {
        Draw short1 = draw("calls", Limit.Kind.CONCURRENT, 2, Duration.ofMillis(700), Lane.INTERACTIVE);
        SharedQuotaStore one = process();
        SharedQuotaStore other = process();
        Permit held = permits(one.reserve(List.of(short1), Instant.now())).get(0);
        permits(other.reserve(List.of(short1), Instant.now()));
        assertThat(one.reserve(List.of(short1), Instant.now())).isInstanceOf(Reservation.Wait.class);
        held.used(Instant.now());
        permits(other.reserve(List.of(short1), Instant.now()));
        await(() -> one.reserve(List.of(short1), Instant.now()) instanceof Reservation.Taken);
    }

    @Test
    void a_batch_leaves_a_tenth_to_interactive_calls_of_all_processes() {
        SharedQuotaStore process = process();
        Draw batch = draw("rate", Limit.Kind.ROLLING, 20, HOUR, Lane.BATCH);
        assertThat(times(process, List.of(batch), 20)).isEqualTo(18);
        Draw interactive = draw("rate", Limit.Kind.ROLLING, 20, HOUR, Lane.INTERACTIVE);
        assertThat(times(process(), List.of(interactive), 20)).isEqualTo(2);
    }

    @Test
    void a_refusal_that_one_process_met_pauses_the_others() {
        SharedQuotaStore one = process();
        SharedQuotaStore other = process();
        Draw draw = draw("rate", Limit.Kind.ROLLING, 2_000, Duration.ofSeconds(10), Lane.INTERACTIVE);
        assertThat(times(one, List.of(draw), 1)).isEqualTo(1);
        Instant now = Instant.now();
        one.observe(draw, Observation.notBefore(now.plusSeconds(5)), now, now);
        other.observe(draw, Observation.notBefore(now.plusSeconds(5)), now, now);
        assertThat(other.reserve(List.of(draw), now))
                .isInstanceOfSatisfying(
                        Reservation.Wait.class,
                        wait -> assertThat(wait.until())
                                .as("both were told the same: one pause")
                                .isBetween(now.plusSeconds(3), now.plusSeconds(7)));
    }

    @Test
    void while_the_store_is_away_each_process_keeps_to_its_share_and_says_so() {
        SharedQuotaStore one = process();
        SharedQuotaStore other = process();
        Draw draw = draw("rate", Limit.Kind.ROLLING, 40, HOUR, Lane.INTERACTIVE);
        assertThat(times(one, List.of(draw), 1)).isEqualTo(1);
        assertThat(times(other, List.of(draw), 1)).isEqualTo(1);
        // One more look, so that both know of each other.
        await(() -> {
            one.upkeepDue();
            times(one, List.of(draw), 1);
            return one.health().members() == 2;
        });
        cable.cut();
        Draw second = draw("other", Limit.Kind.ROLLING, 40, HOUR, Lane.INTERACTIVE);
        Instant start = Instant.now();
        assertThat(times(one, List.of(second), 40)).as("half of it").isEqualTo(20);
        assertThat(Duration.between(start, Instant.now())).as("nobody hangs").isLessThan(Duration.ofSeconds(5));
        assertThat(one.reserve(List.of(second), Instant.now())).isInstanceOf(Reservation.Wait.class);
        assertThat(one.health().shared()).as("after two failures").isFalse();
        sharesOutWhatIsLeftOfTheWhole(one);
        assertThat(told).anySatisfy(health -> assertThat(health.shared()).isFalse());
        cable.mend();
        await(() -> {
            one.reserve(List.of(draw), Instant.now());
            return one.health().shared();
        });
        assertThat(told.get(told.size() - 1).shared()).isTrue();
    }

    @Test
    void a_store_that_was_never_there_stops_nobody() {
        cable.cut();
        SharedQuotaStore process = process();
        Draw draw = draw("rate", Limit.Kind.ROLLING, 40, HOUR, Lane.INTERACTIVE);
        assertThat(times(process, List.of(draw), 40)).as("four are expected").isEqualTo(10);
        Draw few = draw("few", Limit.Kind.ROLLING, 2, HOUR, Lane.INTERACTIVE);
        assertThat(times(process, List.of(few), 40)).isEqualTo(1);
        assertThat(((Reservation.Wait) process.reserve(List.of(few), Instant.now())).until())
                .as("two processes share each unit")
                .isAfter(Instant.now().plus(HOUR.multipliedBy(2)).minusSeconds(60));
    }

    @Test
    void a_call_may_cost_all_that_a_limit_holds() {
        Draw dear = new Draw(account + "/dear", limit("dear", Limit.Kind.ROLLING, 1_000, HOUR), 1_000);
        permits(process().reserve(List.of(dear), Instant.now()));
        assertThat(process().reserve(List.of(dear), Instant.now())).isInstanceOf(Reservation.Wait.class);
    }

    @Test
    void what_a_vendor_says_to_one_process_is_known_to_all() {
        Draw draw = draw("rate", Limit.Kind.ROLLING, 1_000, HOUR, Lane.INTERACTIVE);
        SharedQuotaStore one = process();
        SharedQuotaStore other = process();
        assertThat(times(one, List.of(draw), 10)).isEqualTo(10);
        Instant now = Instant.now();
        one.observe(draw, Observation.left(5), now, now);
        assertThat(times(other, List.of(draw), 1_000))
                .as("strangers took the rest")
                .isEqualTo(5);
        one.observe(draw, Observation.left(900), now.plusSeconds(1), now.plusSeconds(1));
        assertThat(times(other, List.of(draw), 1)).as("never raised").isZero();
    }

    @Test
    void what_is_under_way_for_longer_than_the_spread_counts_from_its_end() {
        Draw two = new Draw(account + "/slow", limit("slow", Limit.Kind.FIXED, 2, Duration.ofSeconds(2)), 2);
        SharedQuotaStore one = process();
        Permit slow = permits(one.reserve(List.of(two), Instant.now())).get(0);
        long taken = System.nanoTime();
        await(() -> System.nanoTime() - taken > Duration.ofMillis(700).toNanos());
        slow.used(Instant.now());
        SharedQuotaStore other = process();
        await(() -> other.reserve(List.of(two), Instant.now()) instanceof Reservation.Taken);
        assertThat(Duration.ofNanos(System.nanoTime() - taken)).isGreaterThan(Duration.ofMillis(2_700));
    }

    /** For one of two processes that keep to their share. */
    private void sharesOutWhatIsLeftOfTheWhole(SharedQuotaStore process) {
        Draw draw = draw("told", Limit.Kind.ROLLING, 40, HOUR, Lane.INTERACTIVE);
        assertThat(times(process, List.of(draw), 4)).isEqualTo(4);
        Instant now = Instant.now();
        process.observe(draw, Observation.left(32), now, now);
        assertThat(times(process, List.of(draw), 4))
                .as("what the others use is theirs")
                .isEqualTo(4);
        process.observe(draw, Observation.left(12), now.plusMillis(1), now.plusMillis(1));
        assertThat(times(process, List.of(draw), 40)).as("half of twelve").isEqualTo(6);
    }

    private SharedQuotaStore process() {
        SharedQuotaStore store = open(cable.port(), account, told::add);
        opened.add(store);
        return store;
    }

    private Draw draw(String name, Limit.Kind kind, long capacity, Duration window, Lane lane) {
        return new Draw(account + "/" + name, limit(name, kind, capacity, window), 1, lane, 0);
    }

    private static Limit limit(String name, Limit.Kind kind, long capacity, Duration window) {
        return new Limit(name, kind, capacity, window, Limit.Per.ACCOUNT);
    }

    private static int times(QuotaStore store, List<Draw> draws, int most) {
        return store.reserve(draws, most, Instant.now()) instanceof Reservation.Taken taken
                ? taken.permits().size()
                : 0;
    }

    private static List<Permit> permits(Reservation answer) {
        assertThat(answer).isInstanceOf(Reservation.Taken.class);
        return ((Reservation.Taken) answer).permits();
    }

    /** What must become true, looked at again and again. */
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
