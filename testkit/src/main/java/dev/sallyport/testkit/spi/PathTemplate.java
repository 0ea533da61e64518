package dev.sallyport.testkit.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with names in braces, such as {@code /api/v2/tickets/{id}.json}; segments in braces match any text. Immutable. */
public final class PathTemplate {
    private final String template;
    private final List<String> segments;

    private PathTemplate(String template) {
        this.template = template;
        this.segments = FakeRequest.split(template);
    }

    /** Reads a template. A segment may be fixed, or {@code prefix{name}suffix}. */
    public static PathTemplate of(String template) {
        return new PathTemplate(template);
    }

    /** The decoded values by name if the request's path matches; a slash at the end does not matter. */
    public Optional<Map<String, String>> match(FakeRequest request) {
        List<String> actual = request.segments();
        if (actual.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int index = 0; index < actual.size(); index++) {
            if (!matches(segments.get(index), actual.get(index), values)) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static boolean matches(String expected, String actual, Map<String, String> values) {
        int open = expected.indexOf('{');
        int close = expected.indexOf('}');
        if (open < 0 || close < open) {
            return expected.equals(actual);
        }
        String prefix = expected.substring(0, open);
        String suffix = expected.substring(close + 1);
        int end = actual.length() - suffix.length();
        if (end <= prefix.length() || !actual.startsWith(prefix) || !actual.endsWith(suffix)) {
            return false;
        }
        values.put(expected.substring(open + 1, close), actual.substring(prefix.length(), end));
        return true;
    }

    @Override
    public String toString() {
        return template;
    }
}
