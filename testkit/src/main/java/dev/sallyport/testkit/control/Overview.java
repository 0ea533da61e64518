package dev.sallyport.testkit.control;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.Problem;
import dev.sallyport.testkit.spi.FakeCoverage;
import dev.sallyport.testkit.spi.FakeProvider;
import dev.sallyport.testkit.spi.QuotaState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** What runs here, what it can do, and how it stands. */
final class Overview {
    private Overview() {}

    static void systems(Call call) throws IOException {
        List<Object> systems = new ArrayList<>();
        call.console().fakes().forEach(fake -> systems.add(manifest(fake)));
        call.answer(Map.of("systems", systems));
    }

    static void manifest(Call call) throws IOException {
        call.answer(manifest(call.fake()));
    }

    private static Map<String, Object> manifest(FakeServer fake) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("system", fake.system());
        manifest.put("url", fake.url());
        manifest.put("now", fake.now());
        manifest.put("requests", fake.journal(Long.MAX_VALUE, 0).count());
        manifest.put("effects", fake.truth().count());
        manifest.put("faultsMet", fake.faults().total());
        manifest.put("lateEffectsPending", fake.lateEffectsPending());
        return manifest;
    }

    static void coverage(Call call) throws IOException {
        String system = call.fake().system();
        for (FakeProvider provider : ServiceLoader.load(FakeProvider.class)) {
            if (provider.system().equals(system)) {
                call.answer(provider.coverage());
                return;
            }
        }
        call.answer(new FakeCoverage(List.of(), List.of()));
    }

    static void credentials(Call call) throws IOException {
        call.answer(call.fake().credentials());
    }

    static void quotas(Call call) throws IOException {
        Map<String, Long> refusals = call.fake().quotaRefusals();
        List<Map<String, Object>> quotas = new ArrayList<>();
        for (QuotaState state : call.fake().quotas()) {
            Map<String, Object> quota = new LinkedHashMap<>();
            quota.put("name", state.quota().name());
            quota.put("key", state.key());
            quota.put("limit", state.quota().limit());
            quota.put("used", state.used());
            quota.put("remaining", state.remaining());
            quota.put("window", state.quota().window().getClass().getSimpleName());
            quota.put("resetsAt", state.resetsAt());
            quota.put("refused", refusals.getOrDefault(state.quota().name(), 0L));
            quotas.add(quota);
        }
        call.answer(Map.of("quotas", quotas));
    }

    static void problems(Call call) throws IOException {
        List<Map<String, Object>> problems = new ArrayList<>();
        for (Problem problem : call.fake().problems()) {
            problems.add(Map.of(
                    "at", problem.at(),
                    "where", problem.where(),
                    "cause", problem.cause().getClass().getName()));
        }
        call.answer(Map.of("problems", problems));
    }
}
