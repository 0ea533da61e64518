package dev.sallyport.testkit.control;

import dev.sallyport.testkit.verdict.Evidence;
import dev.sallyport.testkit.verdict.Result;
import dev.sallyport.testkit.verdict.Ruling;
import dev.sallyport.testkit.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the client behaved. */
final class VerdictCalls {
    private VerdictCalls() {}

    static void verdict(Call call) throws IOException {
        Verdict verdict = Verdict.of(call.fake());
        call.exchange().getResponseHeaders().set("X-Verdict", verdict.passed() ? "PASS" : "FAIL");
        call.answer(shown(verdict));
    }

    private static Map<String, Object> shown(Verdict verdict) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Result result : Result.values()) {
            counts.put(result.name(), verdict.rulings(result).size());
        }
        List<Map<String, Object>> rulings = new ArrayList<>();
        verdict.rulings().forEach(ruling -> rulings.add(shown(ruling)));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("passed", verdict.passed());
        shown.put("counts", counts);
        shown.put("rulings", rulings);
        return shown;
    }

    private static Map<String, Object> shown(Ruling ruling) {
        List<Evidence> evidence = ruling.evidence();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", ruling.rule().id());
        shown.put("name", ruling.rule().name());
        shown.put("severity", ruling.rule().severity());
        shown.put("result", ruling.result());
        shown.put("reason", ruling.reason());
        shown.put("advice", ruling.rule().advice());
        shown.put("evidence", evidence);
        shown.put("evidenceFound", ruling.found());
        return shown;
    }
}
