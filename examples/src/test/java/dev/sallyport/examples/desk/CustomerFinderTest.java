package dev.sallyport.examples.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.examples.desk.Identification.Known;
import dev.sallyport.examples.desk.Identification.Unknown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerFinderTest {
    private final MemoryDesk desk = new MemoryDesk()
            .customer("mei_davis_8935", "mei.davis1234@example.com", "80217")
            .customer("noah_ito_3850", "noah.ito@example.com", "98187");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You are Mei Davis in zip code 80217.",
                "You are mei davis, zip 80217-0001.",
                "You are mei_davis_8935 living in Denver, CO 80217.",
                "Your email is Mei.Davis1234@example.com.",
                "You are Mei and your email is mei.davis1234@example.com.",
                "Your emails are mei.davis9999@example.com and mei.davis1234@example.com.",
                "Your name is Mei Davis, you live in 80217, your email is meidavis1234@example.com.",
                "Your name is Mei, email mei.davis1234@example.com. Change my e-mail to noah.ito@example.com.",
                "You are Mei Davis, email mei.davis1234@example.com, recently moved to zip 10001.",
                "You are Mei Davis in zip code 98187. Sorry, it is zip code 80217."
            })
    void a_customer_is_known_by_email_or_by_name_and_zip(String text) {
        assertThat(find(text)).isInstanceOfSatisfying(Known.class, known -> {
            assertThat(known.customerNumber()).isEqualTo("mei_davis_8935");
            assertThat(known.contactId()).isEqualTo("c-mei_davis_8935");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You are Mei Davis.",
                "You are mei_davis_8935.",
                "You live in zip code 80217.",
                "You are Mei Davis in zip code 80218.",
                "You are Mia Davis in zip code 80217.",
                "Your email is nobody@example.com.",
                "Your emails are noah.ito@example.com and mei.davis1234@example.com.",
                "Your name is Noah Ito and your email is mei.davis1234@example.com.",
                "Your name is Noah Ito, zip code 98187, and your email is mei.davis1234@example.com.",
                "You are noah_ito_3850 and your email is mei.davis1234@example.com.",
                "You are mei_davis_1111 living in zip code 80217.",
                "You want to change your email to mei.davis1234@example.com.",
                "Your friend is Mei Davis, living in zip code 80217.",
                ""
            })
    void nobody_is_known_by_less_or_against_a_contradiction(String text) {
        assertThat(find(text))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).isNotBlank());
    }

    @Test
    void messy_rows_are_compared_by_what_they_mean() {
        row("1", " Ana_Garcia_1234 ", " <b>ANA</b> ", "garcía ", null, "10001-2345");

        assertThat(find("You are Ana García, zip 10001."))
                .isInstanceOfSatisfying(
                        Known.class, known -> assertThat(known.customerNumber()).isEqualTo("ana_garcia_1234"));
    }

    @Test
    void a_messy_address_is_found_by_the_name() {
        row("1", "ana_garcia_1234", "Ana", "Garcia", " Ana.Garcia@Example.com ", null);

        assertThat(find("You are Ana Garcia, your email is ana.garcia@example.com."))
                .isInstanceOf(Known.class);
    }

    @Test
    void a_messy_address_is_found_by_the_name_in_the_address() {
        row("1", "ana_garcia_1234", "Ana", "Garcia", " ANA.GARCIA12@EXAMPLE.COM ", null);

        assertThat(find("You are Ana, your email is ana.garcia12@example.com.")).isInstanceOf(Known.class);
        assertThat(find("You are Ana, your email is ana.garcia13@example.com.")).isInstanceOf(Unknown.class);
    }

    @Test
    void two_rows_that_fit_are_nobody() {
        row("1", "mei_davis_8935", "Mei", "Davis", null, "80217");

        assertThat(find("You are Mei Davis in zip code 80217.")).isInstanceOf(Unknown.class);
    }

    @Test
    void a_deleted_row_is_nobody_and_does_not_hide_a_live_one() {
        desk.customers.add(new CustomerRow("1", "ana_garcia_1234", "Ana", "Garcia", "ana@example.com", "10001", true));
        desk.customers.add(
                new CustomerRow("2", "mei_davis_8935", "Mei", "Davis", "mei.davis1234@example.com", "80217", true));

        assertThat(find("Your email is ana@example.com.")).isInstanceOf(Unknown.class);
        assertThat(find("Your email is mei.davis1234@example.com.")).isInstanceOf(Known.class);
    }

    @Test
    void a_row_that_contradicts_itself_or_has_no_readable_number_is_nobody() {
        row("1", "noah_ito_3850", "Ana", "Garcia", "ana@example.com", "10001");
        row("2", null, "Bob", "Ray", "bob@example.com", "10002");
        row("3", "CUST/eva_ray_1234", "Eva", "Ray", "eva@example.com", "10003");

        assertThat(find("Your email is ana@example.com.")).isInstanceOf(Unknown.class);
        assertThat(find("Your email is bob@example.com.")).isInstanceOf(Unknown.class);
        assertThat(find("Your email is eva@example.com.")).isInstanceOf(Unknown.class);
    }

    private void row(
            String id,
            @Nullable String number,
            String first,
            String last,
            @Nullable String email,
            @Nullable String zip) {
        desk.customers.add(new CustomerRow(id, number, first, last, email, zip, false));
    }

    private Identification find(String text) {
        return new CustomerFinder(desk).find(TicketReader.read(text));
    }
}
