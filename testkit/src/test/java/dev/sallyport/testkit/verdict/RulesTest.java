package dev.sallyport.testkit.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.Quota;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RulesTest {
    static List<Scene> scenes() {
        return Scenes.all();
    }

    @Test
    void each_rule_has_its_scene() {
        assertThat(Scenes.all())
                .extracting(Scene::rule)
                .containsExactlyElementsOf(Judge.rules().stream().map(Rule::id).toList());
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void a_client_that_breaks_one_rule_breaks_no_other(Scene scene) throws IOException {
        Verdict verdict = verdict(scene, scene.breaks(), scene.brokenClaims());
        assertThat(verdict.rulings(Result.FAIL))
                .as(verdict.toString())
                .extracting(ruling -> ruling.rule().id())
                .containsExactly(scene.rule());
        Ruling ruling = verdict.ruling(scene.rule());
        assertThat(ruling.rule().advice()).isNotBlank();
        if (!scene.rule().equals("V08")) {
            // A lost write left no request to show.
            assertThat(ruling.evidence()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void a_client_that_keeps_a_rule_passes_it_and_breaks_no_other(Scene scene) throws IOException {
        Verdict verdict = verdict(scene, scene.keeps(), scene.keptClaims());
        assertThat(verdict.ruling(scene.rule()).result()).as(verdict.toString()).isEqualTo(Result.PASS);
        assertThat(verdict.rulings(Result.FAIL)).as(verdict.toString()).isEmpty();
    }

    @Test
    void a_day_without_requests_says_nothing_about_any_rule() throws IOException {
        Scene idle = Scene.of("V01", caller -> {}, caller -> {});
        Verdict verdict = verdict(idle, idle.breaks(), List.of());
        assertThat(verdict.rulings(Result.INCONCLUSIVE)).hasSameSizeAs(Judge.rules());
        assertThat(verdict.passed()).isTrue();
    }

    @Test
    void what_another_thread_reads_is_no_early_return_of_the_one_that_was_refused() throws IOException {
        Scene threads = Scene.of("V01", caller -> {}, caller -> {
            caller.get("/tickets/1");
            caller.get("/tickets/1");
            CompletableFuture<Void> beside = Scenes.beside(caller, "/search?q=slow");
            caller.get("/tickets/1");
            beside.join();
        });
        Scene busy = threads.with(FaultPlan.of(
                FaultRule.of(FaultKind.THROTTLED).on("ticket.get").atMost(1),
                FaultRule.of(FaultKind.SLOW_REPLY).on("search").delay(Duration.ofMillis(300))));
        assertThat(verdict(busy, busy.keeps(), List.of()).rulings(Result.FAIL)).isEmpty();
    }

    static Verdict verdict(Scene scene, Scene.Act act, List<Claim> claims) throws IOException {
        AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00Z"));
        DeskPack pack = new DeskPack("desk", scene.quotas().toArray(Quota[]::new));
        try (FakeServer desk = FakeServer.of(pack)
                        .clock(time::get)
                        .faults(scene.faults())
                        .maxBodyBytes(10_000)
                        .start();
                FakeServer shop =
                        FakeServer.of(new DeskPack("shop")).clock(time::get).start();
                Caller caller = new Caller(time, desk, shop)) {
            act.play(caller);
            Judge judge = Judge.over(desk, shop);
            scene.canaries().forEach(judge::canary);
            if (!claims.isEmpty()) {
                judge.claims(Claims.of(claims));
            }
            return judge.verdict();
        }
    }
}
