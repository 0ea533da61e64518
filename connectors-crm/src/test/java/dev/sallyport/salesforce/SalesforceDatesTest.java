package dev.sallyport.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceDatesTest {
    @Test
    void every_form_that_salesforce_writes_is_the_same_moment() {
        Instant moment = Instant.parse("2021-12-02T18:21:05Z");
        for (String text : new String[] {
            "2021-12-02T18:21:05.000+0000",
            "2021-12-02T18:21:05.000Z",
            "2021-12-02T18:21:05Z",
            "2021-12-02T19:21:05.000+0100",
            "2021-12-02T19:21:05+01:00"
        }) {
            assertThat(SalesforceDates.parse(text)).as(text).isEqualTo(moment);
        }
        assertThat(SalesforceDates.parse("2024-02-29T23:59:59.999+0000"))
                .isEqualTo(Instant.parse("2024-02-29T23:59:59.999Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-02-31T10:00:00.000+0000",
                "2021-02-31T10:00:00.000Z",
                "2023-02-29T10:00:00.000+0000",
                "2021-04-31T10:00:00Z",
                "2021-13-01T10:00:00.000+0000",
                "2021-12-02T24:00:00.000+0000",
                "2021-12-02T18:61:05.000+0000",
                "2021-12-02 18:21:05.000+0000",
                "02/12/2021",
                ""
            })
    void a_moment_that_never_was_is_not_moved_to_one_that_was(String text) {
        assertThatThrownBy(() -> SalesforceDates.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
