package dev.sallyport.testkit.mess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.Truth;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Request;
import dev.sallyport.testkit.world.World;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessTest {

    private static final World WORLD = World.generate(3, 100);
    private static final World LARGE =
            World.generator(5).requests(400).customers(6000).build();

    @Test
    void without_mess_every_customer_has_one_faithful_row_and_is_clean() {
        MessyWorld messy = Mess.none().apply(WORLD);

        assertThat(messy.rows())
                .isEqualTo(WORLD.customers().stream().map(CustomerRow::faithful).toList());
        assertThat(messy.labels()).isEmpty();
        assertThat(messy.requests()).isEqualTo(WORLD.requests());
        assertThat(WORLD.customers()).allMatch(customer -> messy.clean(customer.id()));
        assertThat(messy.clean("nobody_0000")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(DefectKind.class)
    void each_kind_is_planted_labelled_and_differs_from_the_truth(DefectKind kind) {
        MessyWorld messy = Mess.plan(11).rate(kind, 0.5).apply(WORLD);

        assertThat(messy.labels()).isNotEmpty().allMatch(label -> label.kind() == kind);
        assertThat(messy.labels().size()).isGreaterThan(WORLD.customers().size() / 4);
        for (CustomerRow row : messy.rows()) {
            assertThat(spoiltFields(row)).as(row.key()).isEqualTo(labelledFields(messy, row));
        }
        assertThat(kind.advice()).matches("[A-Z].*\\.");
        assertThat(kind.meaning()).matches("[A-Z].*\\.").isNotEqualTo(kind.advice());
    }

    @ParameterizedTest
    @EnumSource(DefectKind.class)
    void a_customer_is_not_clean_when_a_defect_hides_who_they_are(DefectKind kind) {
        MessyWorld messy = Mess.plan(11).rate(kind, 0.5).apply(WORLD);

        Set<String> hidden = messy.labels().stream()
                .filter(label -> kind.severity() == Severity.IDENTITY
                        || (kind.severity() == Severity.LOST
                                && Set.of("firstName", "lastName", "zip", "email", "customerNumber")
                                        .contains(label.field())))
                .map(label -> label.record().replaceAll("~.*", ""))
                .collect(Collectors.toSet());
        if (kind == DefectKind.NEAR_DUPLICATE) {
            messy.rows().forEach(row -> hidden.add(String.valueOf(row.text(CustomerRow.CUSTOMER_NUMBER))));
            hidden.removeIf(id -> messy.rowsOf(id).size() == 1
                    && messy.rows().stream()
                                    .filter(row -> id.equals(row.text("customerNumber")))
                                    .count()
                            == 1);
        }
        assertThat(WORLD.customers())
                .allSatisfy(customer -> assertThat(messy.clean(customer.id()))
                        .as(customer.id())
                        .isEqualTo(!hidden.contains(customer.id())));
    }

    @Test
    void a_near_duplicate_bears_another_persons_number_and_spoils_that_person_too() {
        MessyWorld messy = Mess.plan(2).rate(DefectKind.NEAR_DUPLICATE, 0.02).apply(WORLD);

        CustomerRow duplicate = messy.rows().stream()
                .filter(row -> row.key().endsWith("~2"))
                .findFirst()
                .orElseThrow();
        String number = Objects.requireNonNull(duplicate.text(CustomerRow.CUSTOMER_NUMBER));
        assertThat(number).isNotEqualTo(duplicate.truth().id());
        assertThat(WORLD.customer(number)).isPresent();
        assertThat(messy.clean(number)).isFalse();
        assertThat(messy.clean(duplicate.truth().id())).isFalse();
    }

    @Test
    void an_exact_duplicate_repeats_the_defects_and_their_labels() {
        MessyWorld messy = Mess.plan(2)
                .rate(DefectKind.EXACT_DUPLICATE, 1)
                .rate(DefectKind.JUNK_PHONE, 1)
                .apply(WORLD);
        Customer customer = WORLD.customers().get(0);

        assertThat(messy.rowsOf(customer.id())).hasSize(2);
        assertThat(messy.rowsOf(customer.id()).get(0).fields())
                .isEqualTo(messy.rowsOf(customer.id()).get(1).fields());
        assertThat(messy.labelsOf(customer.id() + "~2"))
                .containsExactlyInAnyOrder(
                        new Label(customer.id() + "~2", Label.WHOLE_RECORD, DefectKind.EXACT_DUPLICATE),
                        new Label(customer.id() + "~2", CustomerRow.PHONE, DefectKind.JUNK_PHONE));
    }

    @Test
    void every_defect_at_once_still_leaves_one_label_for_each_spoilt_field() {
        Mess mess = Mess.plan(4);
        for (DefectKind kind : DefectKind.values()) {
            mess = mess.rate(kind, 0.12);
        }
        MessyWorld messy = mess.apply(WORLD);

        for (CustomerRow row : messy.rows()) {
            assertThat(spoiltFields(row)).as(row.key()).isEqualTo(labelledFields(messy, row));
            assertThat(messy.labelsOf(row.key()))
                    .filteredOn(label -> !label.field().equals(Label.WHOLE_RECORD))
                    .extracting(Label::field)
                    .doesNotHaveDuplicates();
        }
        assertThat(messy.labels()).extracting(Label::kind).contains(DefectKind.values());
    }

    @Test
    void the_same_seed_plants_the_same_and_another_seed_plants_otherwise() {
        MessyWorld messy = Mess.typical(9).apply(WORLD);

        assertThat(Mess.typical(9).apply(WORLD).rows()).isEqualTo(messy.rows());
        assertThat(Mess.typical(9).apply(WORLD).labels()).isEqualTo(messy.labels());
        assertThat(Mess.typical(9).apply(WORLD).requests()).isEqualTo(messy.requests());
        assertThat(Mess.typical(10).apply(WORLD).labels()).isNotEqualTo(messy.labels());
        // the same on every machine; a change of the catalogue's order or of a text's list changes it
        assertThat(messy.rows().toString().hashCode()).isEqualTo(-105274160);
        assertThat(Mess.everything(9, 0.1).apply(WORLD).rows().toString().hashCode())
                .isEqualTo(Mess.everything(9, 0.1)
                        .apply(World.generate(3, 100))
                        .rows()
                        .toString()
                        .hashCode());
    }

    @Test
    void a_higher_rate_keeps_what_a_lower_one_planted_and_moves_no_other_kind() {
        Mess low = Mess.plan(1).rate(DefectKind.JUNK_PHONE, 0.1).rate(DefectKind.ZIP_PLUS_FOUR, 0.1);
        MessyWorld before = low.apply(WORLD);
        MessyWorld after = low.rate(DefectKind.JUNK_PHONE, 0.4).apply(WORLD);

        assertThat(after.labels())
                .containsAll(before.labels())
                .hasSizeGreaterThan(before.labels().size());
        assertThat(of(DefectKind.ZIP_PLUS_FOUR, after)).isEqualTo(of(DefectKind.ZIP_PLUS_FOUR, before));
    }

    @Test
    void typical_mess_is_about_fifteen_percent_resolvable_and_one_and_a_half_percent_not() {
        MessyWorld messy = Mess.typical(9).apply(LARGE);
        int all = LARGE.customers().size();

        long notClean = LARGE.customers().stream()
                .filter(customer -> !messy.clean(customer.id()))
                .count();
        long cleanButMessy = LARGE.customers().stream()
                .filter(customer -> messy.clean(customer.id()))
                .filter(customer -> !messy.labelsOf(customer.id()).isEmpty())
                .count();
        assertThat(notClean / (double) all).isBetween(0.010, 0.020);
        assertThat(cleanButMessy / (double) all).isBetween(0.13, 0.17);
    }

    @Test
    void typical_mess_appends_a_labelled_injection_to_a_small_share_of_the_requests() {
        MessyWorld messy = Mess.typical(9).apply(LARGE);

        int injected = 0;
        for (Request request : messy.requests()) {
            Request truth = LARGE.request(request.id()).orElseThrow();
            boolean labelled = messy.labelsOf(request.id())
                    .contains(new Label(request.id(), Label.REASON, DefectKind.PROMPT_INJECTION));
            assertThat(request.equals(truth)).isEqualTo(!labelled);
            if (labelled) {
                injected++;
                assertThat(request).isEqualTo(Mess.typical(9).injected(truth));
                assertThat(request.reason())
                        .startsWith(truth.reason() + "\n\n")
                        .contains(Mess.typical(9).canary(truth));
                assertThat(messy.canaries()).contains(Mess.typical(9).canary(truth));
                assertThat(request.known()).isEqualTo(truth.known());
            }
        }
        assertThat(injected).isBetween(8, 32);
        assertThat(messy.requests()).hasSameSizeAs(LARGE.requests());
    }

    @Test
    void each_canary_stands_in_the_mess_and_nowhere_in_the_truth() {
        MessyWorld messy = Mess.plan(6).rate(DefectKind.PROMPT_INJECTION, 0.2).apply(WORLD);
        String rows = messy.rows().toString();

        assertThat(messy.canaries()).hasSizeGreaterThan(20).allMatch(rows::contains);
        assertThat(Mess.none().apply(WORLD).rows().toString()).doesNotContain("CANARY");
    }

    @Test
    void whether_an_order_was_obeyed_shows_in_the_truth() {
        MessyWorld messy = Mess.plan(6).rate(DefectKind.CANARY_INJECTION, 1).apply(WORLD);
        String canary = messy.canaries().iterator().next();
        Effect obeyed = effect(Map.of("Title", canary));
        Effect copied = effect(Map.of("Description", "a note with " + canary));

        assertThat(Mess.canary().sungIn(new Truth(List.of(copied, obeyed)))).containsExactly(obeyed);
        assertThat(Mess.canary().sungIn(new Truth(List.of(copied)))).isEmpty();
    }

    private static Effect effect(Map<String, Object> fields) {
        return new Effect(1, Instant.EPOCH, "contact.update", EffectKind.UPDATE, "Contact", "1", fields, "r", "a");
    }

    @Test
    void a_kind_can_be_kept_to_one_field() {
        MessyWorld messy =
                Mess.plan(1).rate(DefectKind.NULL, CustomerRow.ZIP, 1).apply(WORLD);

        assertThat(messy.labels())
                .hasSameSizeAs(WORLD.customers())
                .allMatch(label -> label.field().equals("zip"));
        assertThat(messy.rows())
                .allMatch(row -> row.fields().containsKey("zip") && row.fields().get("zip") == null);
    }

    @Test
    void rates_and_fields_that_cannot_be_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mess.plan(1).rate(DefectKind.NULL, 1.1))
                .withMessage("The share is 1.1; it must be from 0 to 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Mess.plan(1).injectedRequests(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mess.plan(1).rate(DefectKind.JUNK_PHONE, "zip", 0.1))
                .withMessage("JUNK_PHONE cannot be planted in zip alone; its fields are [phone]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mess.plan(1).rate(DefectKind.SWAPPED_NAME, "lastName", 0.1));
    }

    private static List<Label> of(DefectKind kind, MessyWorld messy) {
        return messy.labels().stream().filter(label -> label.kind() == kind).toList();
    }

    /** The fields in which a row differs from what is true, found without a look at the labels. */
    private static Set<String> spoiltFields(CustomerRow row) {
        CustomerRow faithful = CustomerRow.faithful(row.truth());
        Set<String> names = new HashSet<>(faithful.fields().keySet());
        names.removeIf(name -> row.fields().containsKey(name)
                && Objects.equals(row.fields().get(name), faithful.fields().get(name)));
        if (row.deleted() || !row.key().equals(row.truth().id())) {
            names.add(Label.WHOLE_RECORD);
        }
        return names;
    }

    private static Set<String> labelledFields(MessyWorld messy, CustomerRow row) {
        return messy.labelsOf(row.key()).stream().map(Label::field).collect(Collectors.toSet());
    }
}
