package dev.sallyport.testkit.control;

import dev.sallyport.testkit.verdict.Claims;
import dev.sallyport.testkit.verdict.Judge;
import dev.sallyport.testkit.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the client behaved. */
final class VerdictCalls {
    private VerdictCalls() {}

    /** The forms of a verdict. */
    private enum Form {
        JSON(Call.JSON_TYPE),
        HTML("text/html; charset=utf-8"),
        JUNIT("application/xml"),
        SARIF("application/sarif+json");

        private final String type;

        Form(String type) {
            this.type = type;
        }

        String write(Verdict verdict) {
            return switch (this) {
                case JSON -> verdict.json();
                case HTML -> verdict.html();
                case JUNIT -> verdict.junitXml();
                case SARIF -> verdict.sarif();
            };
        }

        static Form asked(Call call) {
            String format = call.query("format");
            return format == null ? accepted(call.header("Accept")) : named(format);
        }

        private static Form named(String format) {
            for (Form form : values()) {
                if (form.name().toLowerCase(Locale.ROOT).equals(format)) {
                    return form;
                }
            }
            throw Call.bad("the query parameter format must be one of "
                    + Arrays.stream(values())
                            .map(form -> form.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")));
        }

        /** The first that the header names; preferences among them are rare enough to be left out. */
        private static Form accepted(@Nullable String accept) {
            for (String range : (accept == null ? "" : accept).split(",", -1)) {
                String wanted = range.replaceFirst(";.*", "").strip();
                for (Form form : values()) {
                    if (form.type.replaceFirst(";.*", "").equals(wanted)) {
                        return form;
                    }
                }
            }
            return JSON;
        }
    }

    static void verdict(Call call) throws IOException {
        Form form = Form.asked(call);
        send(call, form, Judge.over(call.fake()).verdict());
    }

    static void withClaims(Call call) throws IOException {
        Form form = Form.asked(call);
        Claims claims = Claims.parse(call.text(), "body");
        send(call, form, Judge.over(call.fake()).claims(claims).verdict());
    }

    private static void send(Call call, Form form, Verdict verdict) throws IOException {
        call.exchange().getResponseHeaders().set("X-Verdict", verdict.passed() ? "PASS" : "FAIL");
        byte[] body = form.write(verdict).getBytes(StandardCharsets.UTF_8);
        Call.send(call.exchange(), 200, form.type, body);
    }
}
