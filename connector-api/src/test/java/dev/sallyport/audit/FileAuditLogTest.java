package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Secret;
import dev.sallyport.access.Grant;
import dev.sallyport.effect.Intent;
import dev.sallyport.support.Answer;
import dev.sallyport.support.Shop;
import dev.sallyport.support.SteppingTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuditLogTest {
    private static final Secret KEY = Secret.of("the audit's own key");

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void write_ten_lines() {
        file = folder.resolve("logs").resolve("audit.jsonl");
        write(10);
    }

    @Test
    void what_was_written_is_intact_and_a_reopened_log_goes_on() {
        assertThat(verdict()).isInstanceOf(AuditVerdict.Intact.class);
        write(5);
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        AuditVerdict.Intact.class,
                        intact -> assertThat(intact.lines()).isEqualTo(15));
        assertThat(AuditVerifier.verify(folder.resolve("never-written"), KEY).lines())
                .isZero();
    }

    @Test
    void a_changed_line_is_broken_and_named() throws IOException {
        List<String> lines = lines();
        lines.set(3, lines.get(3).replace("agent-3", "agent-9"));
        rewrite(lines);
        breaksAt(4);
    }

    @Test
    void a_dropped_line_is_named() throws IOException {
        List<String> lines = lines();
        lines.remove(6);
        rewrite(lines);
        breaksAt(7);
    }

    @Test
    void swapped_lines_are_named_by_the_first() throws IOException {
        List<String> lines = lines();
        Collections.swap(lines, 1, 2);
        rewrite(lines);
        breaksAt(2);
    }

    @Test
    void an_inserted_and_a_repeated_line_are_named() throws IOException {
        List<String> lines = lines();
        lines.add(5, lines.get(4));
        rewrite(lines);
        breaksAt(6);
    }

    @Test
    void without_the_key_nobody_can_write_a_line() {
        assertThat(AuditVerifier.verify(file, Secret.of("another key")))
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> assertThat(broken.line()).isOne());
    }

    @Test
    void a_cut_end_shows_how_much_is_missing() throws IOException {
        rewrite(lines().subList(0, 8));
        assertThat(verdict()).isInstanceOfSatisfying(AuditVerdict.Cut.class, cut -> {
            assertThat(cut.lines()).isEqualTo(8);
            assertThat(cut.expected()).isEqualTo(10);
            assertThat(cut.isTrustworthy()).isFalse();
        });
        refusesToGoOn("8 of 10");
        Files.delete(file);
        assertThat(verdict()).isInstanceOf(AuditVerdict.Cut.class);
    }

    @Test
    void an_end_cut_in_the_middle_of_a_line_is_no_crash() throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        AuditVerdict.Cut.class,
                        cut -> assertThat(cut.expected()).isEqualTo(10));
    }

    @Test
    void a_missing_or_forged_anchor_shows() throws IOException {
        Path anchor = FileAuditLog.anchorOf(file);
        String good = Files.readString(anchor);
        for (String forged : List.of(good.replaceFirst("10", "8"), "8 " + "0".repeat(64), "nonsense", "")) {
            Files.writeString(anchor, forged);
            assertThat(verdict())
                    .as(forged)
                    .isInstanceOfSatisfying(
                            AuditVerdict.Cut.class,
                            cut -> assertThat(cut.expected()).isEqualTo(-1));
        }
        Files.delete(anchor);
        assertThat(verdict()).isInstanceOf(AuditVerdict.Cut.class);
        refusesToGoOn("anchor");
    }

    @Test
    void a_torn_last_line_is_a_verdict_of_its_own_and_is_cut_off_when_the_log_goes_on() throws IOException {
        Files.writeString(file, "{\"actor\":\"age", StandardOpenOption.APPEND);
        assertThat(verdict()).isInstanceOfSatisfying(AuditVerdict.Torn.class, torn -> {
            assertThat(torn.lines()).isEqualTo(10);
            assertThat(torn.isTrustworthy()).isTrue();
        });
        write(1);
        assertThat(verdict()).isInstanceOf(AuditVerdict.Intact.class);
        assertThat(lines()).hasSize(11);
    }

    @Test
    void a_crash_between_a_line_and_its_anchor_is_intact() throws IOException {
        Path anchor = FileAuditLog.anchorOf(file);
        byte[] before = Files.readAllBytes(anchor);
        write(1);
        Files.write(anchor, before);
        assertThat(verdict()).isInstanceOf(AuditVerdict.Intact.class);
        write(1);
        assertThat(lines()).hasSize(12);
    }

    @Test
    void only_the_owner_can_read_it_and_only_one_log_writes_it() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (AuditLog log = AuditLog.file(file, KEY)) {
            for (Path each : List.of(file, FileAuditLog.anchorOf(file))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------");
            }
            refusesToGoOn("another log");
            log.append(event(99));
        }
        assertThat(verdict()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void an_interrupted_caller_does_not_close_the_log_for_the_others() {
        try (AuditLog log = AuditLog.file(file, KEY)) {
            Thread.currentThread().interrupt();
            log.append(event(11));
            assertThat(Thread.interrupted()).isTrue();
            log.append(event(12));
        }
        assertThat(verdict().lines()).isEqualTo(12);
    }

    @Test
    void a_closed_log_and_an_impossible_place_say_what_is_wrong() {
        AuditLog log = AuditLog.file(file, KEY);
        log.close();
        assertThatThrownBy(() -> log.append(event(0)))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> AuditLog.file(file.resolve("below-a-file"), KEY))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("check folder and permissions");
    }

    @Test
    void half_a_character_in_what_a_vendor_calls_an_id_does_not_stop_the_log() throws IOException {
        try (AuditLog log = AuditLog.file(file, KEY)) {
            AuditEvent event = event(11);
            log.append(new AuditEvent(
                    event.at(),
                    event.stage(),
                    event.actor(),
                    "Mar\u00eda",
                    "\"quoted\"\tand tabbed",
                    event.system(),
                    event.operation(),
                    event.scope(),
                    "thing/\ud83d",
                    event.fields(),
                    event.intent(),
                    event.result(),
                    event.attempts(),
                    event.cost(),
                    event.waits(),
                    event.vendorRequestId()));
        }
        assertThat(verdict()).isInstanceOf(AuditVerdict.Intact.class);
        assertThat(lines().get(10)).contains("thing/?", "Mar\u00eda", "\\\"quoted\\\"\\tand tabbed");
    }

    @Test
    void no_secret_and_no_content_gets_into_it() throws IOException {
        Path real = folder.resolve("real.jsonl");
        try (AuditLog log = AuditLog.file(real, KEY);
                Shop shop = Shop.builder().auditedBy(log).build()) {
            shop.host.script(
                    Answer.json(201, "{\"id\":\"t1\",\"name\":\"payload-in-reply\"}", "X-Request-Id: req-77"),
                    Answer.json(400, "{\"message\":\"vendor-text\"}"));
            Grant grant = Grant.to("agent").onBehalfOf("maria").forTask("T-1").allow("crm:*:*");
            shop.create(shop.under(grant), Intent.keyed("order-1"), Map.of("name", "payload-in-request"));
            shop.create(shop.under(grant), Intent.keyed("order-2"), Map.of("name", "payload-in-request"));
        }
        String text = Files.readString(real);
        assertThat(text)
                .contains("\"actor\":\"agent\"", "\"person\":\"maria\"", "\"task\":\"T-1\"", "order-1", "req-77")
                .contains("\"fields\":[\"name\"]", "\"cost\":{\"account\":1}", "things.create", "rejected")
                .doesNotContain("payload", "vendor-text", "top-secret", KEY.reveal());
        assertThat(AuditVerifier.verify(real, KEY)).isInstanceOf(AuditVerdict.Intact.class);
    }

    private void write(int count) {
        try (AuditLog log = AuditLog.file(file, KEY)) {
            for (int i = 0; i < count; i++) {
                log.append(event(i));
            }
        }
    }

    private AuditVerdict verdict() {
        return AuditVerifier.verify(file, KEY);
    }

    private void breaksAt(long line) {
        assertThat(verdict()).isInstanceOfSatisfying(AuditVerdict.Broken.class, broken -> {
            assertThat(broken.line()).isEqualTo(line);
            assertThat(broken.sentence()).contains("line " + line);
        });
        refusesToGoOn("line " + line);
    }

    private void refusesToGoOn(String why) {
        assertThatThrownBy(() -> AuditLog.file(file, KEY))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining(why);
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    private void rewrite(List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private static AuditEvent event(int number) {
        return new AuditEvent(
                SteppingTime.START,
                AuditEvent.Stage.READ,
                "agent-" + number,
                null,
                null,
                "shop/acme",
                "things.get",
                "crm:thing:read",
                "thing/t1",
                List.of("name"),
                null,
                "ok",
                1,
                Map.of("account", 1),
                Map.of(),
                null);
    }
}
