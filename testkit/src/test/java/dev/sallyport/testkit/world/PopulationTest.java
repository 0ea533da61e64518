package dev.sallyport.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PopulationTest {
    private static final Population SMALL = Population.of(7, 3000);
    private static final Population LARGE = Population.of(7, 10_000_000);

    @Test
    void a_customer_follows_from_seed_and_number_alone_on_every_machine() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        LongStream.range(0, 3000).forEach(number -> {
            assertThat(LARGE.customer(number)).isEqualTo(SMALL.customer(number));
            digest.update((SMALL.customer(number) + " " + SMALL.inquiry(number) + " " + SMALL.company(number) + " "
                            + SMALL.timeline().created(number) + " "
                            + SMALL.timeline().changed(number))
                    .getBytes(StandardCharsets.UTF_8));
        });

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("63935f5be3aade9c2274b5d5a8acdf7802c9441ab55219e4fdaee4cb9ef81dab");
        assertThat(Population.of(8, 3000).customer(5)).isNotEqualTo(SMALL.customer(5));
    }

    @Test
    void ids_addresses_and_companies_lead_back_to_their_number() {
        for (long number : List.of(0L, 1L, 2_999L, 9_999_999L)) {
            Customer customer = LARGE.customer(number);
            assertThat(LARGE.numberOf(customer.id())).hasValue(number);
            assertThat(LARGE.numberIn(" " + customer.email().toUpperCase(java.util.Locale.ROOT)))
                    .hasValue(number);
            assertThat(LARGE.companyNamed(LARGE.company(number / 8))).hasValue(number / 8);
        }
        assertThat(SMALL.numberOf(LARGE.customer(3_000).id())).isEmpty();
        assertThat(LARGE.numberOf("mei_davis_1")).isEmpty();
        assertThat(LARGE.companyNamed("No Such 3")).isEmpty();
    }

    @Test
    void whoever_has_a_name_or_a_clerk_is_found_in_each_run() {
        Customer wanted = SMALL.customer(1500);
        long[] named = LongStream.range(0, 3)
                .flatMap(run ->
                        LongStream.of(SMALL.withLastName(run, wanted.lastName().toLowerCase(java.util.Locale.ROOT))))
                .filter(number -> number < 3000)
                .toArray();
        long[] owned = LongStream.range(0, 3)
                .flatMap(run -> LongStream.of(SMALL.ownedBy(run, 3)))
                .filter(number -> number < 3000)
                .toArray();

        assertThat(named)
                .hasSizeGreaterThan(10)
                .containsExactly(LongStream.range(0, 3000)
                        .filter(number -> SMALL.customer(number).lastName().equals(wanted.lastName()))
                        .toArray());
        assertThat(owned)
                .containsExactly(LongStream.range(0, 3000)
                        .filter(number -> SMALL.owner(number) == 3)
                        .toArray());
    }

    @Test
    void customers_come_and_change_at_times_that_are_found_again() {
        Timeline timeline = SMALL.timeline();
        LongStream.range(0, 3000).forEach(number -> {
            assertThat(timeline.firstCreated(timeline.created(number))).isEqualTo(number);
            assertThat(timeline.firstCreated(timeline.created(number).plusNanos(1)))
                    .isEqualTo(number + 1);
            assertThat(timeline.changedAt(timeline.changeRank(number))).isEqualTo(number);
            assertThat(timeline.changed(number)).isAfter(timeline.created(number));
        });
        assertThat(LARGE.timeline().created(9_999_999))
                .isBetween(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(LARGE.timeline().created(9_999_998))
                .isBefore(LARGE.timeline().created(9_999_999));
        assertThat(timeline.firstCreated(Instant.MAX)).isEqualTo(3000);
        assertThat(timeline.firstCreated(Instant.MIN)).isZero();
    }

    @Test
    void each_inquiry_has_one_writer_and_each_writer_finds_their_inquiries() {
        LongStream.range(0, 3000).forEach(inquiry -> {
            assertThat(SMALL.inquiriesOf(SMALL.writerOf(inquiry))).contains(inquiry);
            assertThat(SMALL.inquiry(inquiry).status()).isEqualTo(SMALL.statusOf(inquiry));
        });
        assertThat(LongStream.range(0, 3000)
                        .map(customer -> SMALL.inquiriesOf(customer).length)
                        .sum())
                .isEqualTo(3000);
    }

    @Test
    void each_card_is_dealt_once_in_a_run_and_a_share_holds_the_smaller_one() {
        Deal deal = new Deal(3, "matter");
        for (long run : List.of(0L, 5L, 9_000L)) {
            assertThat(IntStream.range(0, Deal.RUN).mapToLong(card -> deal.number(run, card)))
                    .hasSize(Deal.RUN)
                    .doesNotHaveDuplicates()
                    .allMatch(number -> number / Deal.RUN == run && deal.number(run, deal.card(number)) == number);
            List<Long> few = LongStream.of(deal.befallen(run, 0.01)).boxed().toList();
            assertThat(few).hasSizeBetween(10, 11).allMatch(number -> deal.befalls(number, 0.01));
            assertThat(LongStream.of(deal.befallen(run, 0.3)).boxed())
                    .hasSizeBetween(307, 308)
                    .containsAll(few);
        }
    }

    @Test
    void a_size_out_of_bounds_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Population.of(1, 9))
                .withMessage("a world has from 10 to 10000000 customers, not 9");
        assertThatIllegalArgumentException().isThrownBy(() -> Population.of(1, 10_000_001));
    }
}
