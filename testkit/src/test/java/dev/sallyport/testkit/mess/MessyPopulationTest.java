package dev.sallyport.testkit.mess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.testkit.world.Population;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessyPopulationTest {
    private static final Population PEOPLE = Population.of(7, 3000);
    private static final MessyPopulation MESSY = Mess.everything(7, 0.02).apply(PEOPLE);

    @Test
    void the_mess_is_the_same_to_the_byte_on_every_machine_and_for_every_size() throws Exception {
        MessyPopulation large = Mess.everything(7, 0.02).apply(Population.of(7, 10_000_000));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        LongStream.range(0, 3000).forEach(number -> {
            String row = MESSY.row(number) + " " + MESSY.labels(number) + " " + MESSY.inquiry(number);
            assertThat(large.row(number) + " " + large.labels(number) + " " + large.inquiry(number))
                    .isEqualTo(row);
            digest.update(row.getBytes(StandardCharsets.UTF_8));
        });

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("6d493de3e39b65e588c5cec085529b2a2c9f94e05ad6f07b5f026264615dd6e2");
    }

    @ParameterizedTest
    @EnumSource(DefectKind.class)
    void each_kind_befalls_its_share_and_what_is_labelled_differs_from_the_truth(DefectKind kind) {
        MessyPopulation messy = Mess.plan(3).rate(kind, 0.2).apply(PEOPLE);

        int befallen = 0;
        for (long number = 0; number < 300; number++) {
            List<Label> labels = messy.labels(number);
            CustomerRow row = messy.row(number);
            befallen += labels.isEmpty() ? 0 : 1;
            assertThat(labels)
                    .allMatch(label -> label.kind() == kind && label.record().equals(row.key()));
            assertThat(differing(row, number))
                    .as(row.key())
                    .isEqualTo(labels.stream().map(Label::field).collect(Collectors.toSet()));
            assertThat(messy.deleted(number)).isEqualTo(row.deleted());
        }
        assertThat(befallen).isBetween(30, 90);
    }

    @Test
    void strays_are_all_rows_whose_value_is_not_the_customers_of_that_number() {
        for (String field : List.of(CustomerRow.EMAIL, CustomerRow.LAST_NAME, CustomerRow.LAST_MODIFIED_AT)) {
            Set<Long> strays = MESSY.strays(Set.of(field)).boxed().collect(Collectors.toSet());
            for (long number = 0; number < 3000; number++) {
                CustomerRow faithful = Mess.none().apply(PEOPLE).row(number);
                if (!Objects.equals(
                        MESSY.row(number).fields().get(field), faithful.fields().get(field))) {
                    assertThat(strays).contains(number);
                }
            }
            assertThat(strays.size()).isBetween(50, 1000);
        }
    }

    @Test
    void keys_lead_back_to_their_rows_and_customers_whose_place_a_copy_took_are_not_there() {
        Set<Long> found = new HashSet<>();
        for (long number = 0; number < 3000; number++) {
            assertThat(MESSY.numberOf(MESSY.row(number).key())).hasValue(number);
            if (MESSY.row(number).key().endsWith("~2")) {
                found.add(number);
                assertThat(MESSY.numberOf(PEOPLE.customer(number).id())).isEmpty();
            }
        }
        assertThat(found.size()).isBetween(100, 250);
        assertThat(MESSY.mayBeDeleted().boxed())
                .containsAll(
                        LongStream.range(0, 3000).filter(MESSY::deleted).boxed().toList());
    }

    @Test
    void in_memory_it_holds_the_same_rows_and_labels() {
        MessyWorld world = MESSY.inMemory();

        assertThat(world.rows()).hasSize(3000);
        assertThat(world.rows().get(1234)).isEqualTo(MESSY.row(1234));
        assertThat(world.labels()).isEqualTo(MESSY.labels().toList());
        assertThat(world.canaries()).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mess.none().apply(Population.of(1, 300_000)).inMemory())
                .withMessageContaining("at most 200000");
    }

    private static Set<String> differing(CustomerRow row, long number) {
        CustomerRow faithful = CustomerRow.faithful(
                row.truth(),
                CustomerRow.owners().get(PEOPLE.owner(number)),
                PEOPLE.timeline().created(number),
                PEOPLE.timeline().changed(number));
        Set<String> names = new HashSet<>(faithful.fields().keySet());
        names.removeIf(name -> row.fields().containsKey(name)
                && Objects.equals(row.fields().get(name), faithful.fields().get(name)));
        if (row.deleted() || !row.key().equals(row.truth().id())) {
            names.add(Label.WHOLE_RECORD);
        }
        return names;
    }
}
