package dev.sallyport.testkit.mess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    private static final Label PHONE = new Label("a", "phone", DefectKind.JUNK_PHONE);
    private static final Label OTHER_PHONE = new Label("b", "phone", DefectKind.JUNK_PHONE);
    private static final Label EMAIL = new Label("a", "email", DefectKind.JUNK_EMAIL);

    @Test
    void precision_and_recall_are_told_for_each_kind() {
        Label wrong = new Label("c", "phone", DefectKind.JUNK_PHONE);
        Scorecard card = Scorecard.of(List.of(PHONE, OTHER_PHONE, EMAIL), List.of(PHONE, wrong, wrong));

        assertThat(card.of(DefectKind.JUNK_PHONE)).isEqualTo(new Score(2, 2, 1));
        assertThat(card.of(DefectKind.JUNK_PHONE).precision()).isEqualTo(0.5);
        assertThat(card.of(DefectKind.JUNK_PHONE).recall()).isEqualTo(0.5);
        assertThat(card.of(DefectKind.JUNK_EMAIL).recall()).isZero();
        assertThat(card.of(DefectKind.JUNK_EMAIL).precision()).isOne();
        assertThat(card.total()).isEqualTo(new Score(3, 2, 1));
        assertThat(card.scores()).containsOnlyKeys(DefectKind.JUNK_PHONE, DefectKind.JUNK_EMAIL);
        assertThat(card.toString()).contains("JUNK_PHONE", "planted 2, found 2, precision 0.50, recall 0.50");
    }

    @Test
    void a_defect_named_by_another_kind_or_in_another_field_is_not_found() {
        Scorecard card = Scorecard.of(
                List.of(PHONE),
                List.of(new Label("a", "phone", DefectKind.SENTINEL), new Label("a", "fax", DefectKind.JUNK_PHONE)));

        assertThat(card.total().right()).isZero();
        assertThat(card.of(DefectKind.SENTINEL).precision()).isZero();
    }
}
