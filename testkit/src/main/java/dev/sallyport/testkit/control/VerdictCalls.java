package dev.sallyport.testkit.control;

import dev.sallyport.testkit.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How the client behaved. */
final class VerdictCalls {
    private VerdictCalls() {}

    static void verdict(Call call) throws IOException {
        Verdict verdict = Verdict.of(call.fake());
        call.exchange().getResponseHeaders().set("X-Verdict", verdict.passed() ? "PASS" : "FAIL");
        byte[] json = verdict.json().getBytes(StandardCharsets.UTF_8);
        Call.send(call.exchange(), 200, Call.JSON_TYPE, json);
    }
}
