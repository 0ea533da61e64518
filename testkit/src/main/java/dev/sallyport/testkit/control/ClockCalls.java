package dev.sallyport.testkit.control;

import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The clock that all fakes here share. */
final class ClockCalls {
    private ClockCalls() {}

    static void read(Call call) throws IOException {
        MovableClock clock = call.console().clock();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("now", call.fake().now());
        shown.put("speed", clock == null ? 1.0 : clock.speed());
        shown.put("movable", clock != null);
        call.answer(shown);
    }

    static void move(Call call) throws IOException {
        MovableClock clock = call.console().clock();
        if (clock == null) {
            throw new ControlException(
                    409, "clock-fixed", "these fakes run on a clock that cannot be moved", "give them a MovableClock");
        }
        JsonNode body = call.body();
        JsonNode step = body.path("step");
        JsonNode speed = body.path("speed");
        if (step.isMissingNode() == speed.isMissingNode()) {
            throw Call.bad("the body needs \"step\", such as \"PT5M\", or \"speed\", such as 10");
        }
        if (!speed.isMissingNode()) {
            if (!speed.isNumber()) {
                throw Call.bad("speed must be a number");
            }
            clock.speed(speed.doubleValue());
        } else {
            clock.step(duration(step));
        }
        read(call);
    }

    private static Duration duration(JsonNode step) {
        try {
            return Duration.parse(step.asString(""));
        } catch (DateTimeParseException wrong) {
            throw Call.bad("step must be a length of time such as \"PT30S\" or \"PT1H\"");
        }
    }
}
