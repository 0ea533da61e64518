package dev.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.world.World;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** State that was is made again, to the byte, whatever the clock says by now. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SnapshotTest {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00Z"));

    private static String ask(FakeServer fake, String method, String path, String body, String authorization) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fake.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException cut) {
            return "cut";
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void later() {
        time.updateAndGet(now -> now.plus(Duration.ofHours(1)));
    }

    @Test
    void a_zendesk_account_goes_back_to_what_it_was() {
        try (FakeZendesk fake = FakeZendesk.builder().clock(time::get).start()) {
            String token = "Bearer " + fake.token();
            fake.createTicket("seeded", "b");
            later();
            ask(
                    fake,
                    "POST",
                    "/api/v2/tickets.json",
                    "{\"ticket\":{\"subject\":\"x\",\"comment\":{\"body\":\"y\"}}}",
                    token);
            String then = ask(fake, "GET", "/api/v2/tickets.json", "", token);
            Truth truth = fake.truth();
            Snapshot snapshot = fake.snapshot();
            for (int time = 0; time < 2; time++) {
                later();
                ask(fake, "PUT", "/api/v2/tickets/2.json", "{\"ticket\":{\"subject\":\"z\"}}", token);
                ask(fake, "DELETE", "/api/v2/tickets/1.json", "", token);
                assertThat(ask(fake, "GET", "/api/v2/tickets.json", "", token)).isNotEqualTo(then);
                if (time == 1) {
                    fake.reset();
                }
                fake.restore(snapshot);
                assertThat(ask(fake, "GET", "/api/v2/tickets.json", "", token)).isEqualTo(then);
                assertThat(fake.truth()).isEqualTo(truth);
            }
        }
    }

    @Test
    void a_salesforce_org_with_a_world_goes_back_to_what_it_was() {
        try (FakeSalesforce fake = FakeSalesforce.builder()
                .clock(time::get)
                .world(Mess.typical(1)
                        .apply(World.generator(1).customers(30).requests(0).build()))
                .start()) {
            String token = "Bearer " + fake.token();
            String query = "/services/data/v62.0/query?q=SELECT+Id,LastName,LastModifiedDate+FROM+Contact+ORDER+BY+Id";
            later();
            fake.insert("Contact", Map.of("LastName", "Seeded"));
            ask(fake, "POST", "/services/data/v62.0/sobjects/Contact", "{\"LastName\":\"Doe\"}", token);
            String then = ask(fake, "GET", query, "", token);
            Snapshot snapshot = fake.snapshot();
            later();
            ask(fake, "POST", "/services/data/v62.0/sobjects/Contact", "{\"LastName\":\"Roe\"}", token);
            assertThat(ask(fake, "GET", query, "", token)).contains("Roe");
            fake.restore(snapshot);
            assertThat(ask(fake, "GET", query, "", token)).isEqualTo(then).contains("Doe", "Seeded");
            assertThat(fake.truth().count()).isEqualTo(1);
        }
    }

    @Test
    void late_effects_are_dropped_and_a_strangers_snapshot_is_refused() {
        FaultRule late = FaultRule.of(FaultKind.LATE_EFFECT).delay(Duration.ofHours(1));
        try (FakeServer fake = FakeServer.of(new NotesPack())
                        .faults(FaultPlan.of(late))
                        .start();
                FakeServer other = FakeServer.of(new NotesPack()).start()) {
            Snapshot snapshot = fake.snapshot();
            assertThat(ask(fake, "POST", "/notes", "{\"text\":\"a\"}", "t")).isEqualTo("cut");
            assertThat(fake.lateEffectsPending()).isEqualTo(1);
            fake.restore(snapshot);
            assertThat(fake.lateEffectsPending()).isZero();
            assertThatThrownBy(() -> other.restore(snapshot)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void more_than_is_remembered_is_said_and_a_reset_begins_anew() {
        try (FakeServer fake = FakeServer.of(new NotesPack()).start()) {
            String large = "{\"text\":\"" + "x".repeat(9 << 20) + "\"}";
            for (int time = 0; time < 8; time++) {
                ask(fake, "POST", "/notes", large, "t");
            }
            assertThatThrownBy(fake::snapshot)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("reset it");
            fake.reset();
            fake.restore(fake.snapshot());
            assertThat(ask(fake, "GET", "/notes", "", "t")).isEqualTo("{\"count\":0}");
        }
    }
}
