package dev.sallyport.examples.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Secret;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditVerdict;
import dev.sallyport.audit.AuditVerifier;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.stores.sqlite.SqliteLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drive that is really full: nothing goes out unrecorded, and what went out before is told as it is. */
class FullDriveTest {
    private static final Secret KEY = Secret.of("a key of the audit, long enough");

    @TempDir
    Path folder;

    private static void refused(Outcome<Receipt> outcome, ErrorCode code) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.NotSent.class,
                        notSent -> assertThat(notSent.reason().code()).isEqualTo(code));
    }

    @Test
    void without_room_for_the_ledger_nothing_is_sent_until_there_is_some() throws IOException {
        try (SmallDrive drive = SmallDrive.in(folder);
                Ledger ledger = SqliteLedger.open(drive.file("ledger.db"));
                Worn program = new Worn(Safeguards.builder().ledger(ledger))) {
            assertThat(program.create("before").isCommitted()).isTrue();
            drive.fill();
            Outcome<Receipt> full = program.create("full");
            refused(full, ErrorCode.LEDGER_UNAVAILABLE);
            assertThat(full).asString().contains("disk is full");
            refused(program.create("other"), ErrorCode.LEDGER_UNAVAILABLE);
            assertThat(program.fake.truth().count()).isOne();
            drive.makeRoom();
            assertThat(program.create("full").orThrow().replayed()).isFalse();
            assertThat(program.fake.truth().count()).isEqualTo(2);
        }
    }

    @Test
    void without_room_to_record_how_a_write_ended_it_is_unknown_until_there_is_some() throws IOException {
        try (SmallDrive drive = SmallDrive.in(folder);
                Ledger ledger = SqliteLedger.open(drive.file("ledger.db"));
                Worn program = new Worn(Safeguards.builder().ledger(ledger))) {
            program.breakAfterEffect(drive::fill);
            Outcome<Receipt> made = program.create("made");
            assertThat(made).isInstanceOf(Outcome.Unknown.class);
            Outcome.Unknown<Receipt> unknown = (Outcome.Unknown<Receipt>) made;
            assertThat(unknown.reason()).hasMessageContaining("committed it, but the ledger could not record that");
            assertThat(unknown.settle()).isInstanceOf(Outcome.Unknown.class);
            refused(program.create("next"), ErrorCode.LEDGER_UNAVAILABLE);
            drive.makeRoom();
            Receipt settled = unknown.settle().orThrow();
            assertThat(program.create("made").orThrow())
                    .satisfies(again -> assertThat(again.replayed()).isTrue())
                    .satisfies(again -> assertThat(again.target()).isEqualTo(settled.target()));
            assertThat(program.fake.truth().count()).isOne();
        }
    }

    @Test
    void without_room_for_the_audit_writes_stop_and_its_file_goes_on_behind_the_torn_line() throws IOException {
        try (SmallDrive drive = SmallDrive.in(folder)) {
            Path file = drive.file("audit.jsonl");
            int made = 0;
            try (AuditLog audit = AuditLog.file(file, KEY);
                    Worn program = new Worn(Safeguards.builder().audit(audit))) {
                drive.fill();
                Outcome<Receipt> outcome = program.create("0");
                while (outcome.isCommitted()) {
                    outcome = program.create(String.valueOf(++made));
                }
                refused(outcome, ErrorCode.AUDIT_UNAVAILABLE);
                drive.makeRoom();
                refused(program.create("still broken"), ErrorCode.AUDIT_UNAVAILABLE);
                assertThat(program.fake.truth().count()).isEqualTo(made);
            }
            AuditLog.file(file, KEY).close();
            assertThat(AuditVerifier.verify(file, KEY)).isInstanceOf(AuditVerdict.Intact.class);
            assertThat(Files.readAllLines(file))
                    .filteredOn(line -> line.contains("INTENDED"))
                    .hasSizeGreaterThanOrEqualTo(made);
        }
    }

    @Test
    void a_write_that_was_made_when_the_audit_became_full_is_told_and_is_the_last() throws IOException {
        try (SmallDrive drive = SmallDrive.in(folder)) {
            AuditLog file = AuditLog.file(drive.file("audit.jsonl"), KEY);
            try (file;
                    Worn program = new Worn(Safeguards.builder().audit(file))) {
                program.breakAfterEffect(() -> {
                    drive.fill();
                    file.close();
                });
                assertThat(program.create("made").isCommitted()).isTrue();
                refused(program.create("next"), ErrorCode.AUDIT_UNAVAILABLE);
                assertThat(program.fake.truth().count()).isOne();
            }
        }
    }
}
