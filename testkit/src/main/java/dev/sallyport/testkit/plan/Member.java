package dev.sallyport.testkit.plan;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A JSON value and the path to it, so that an error says where. */
record Member(String path, JsonNode json) {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    Member get(String name) {
        return new Member(path.equals("plan") ? name : path + "." + name, json.path(name));
    }

    boolean isThere() {
        return !json.isMissingNode() && !json.isNull();
    }

    boolean isNull() {
        return json.isNull();
    }

    boolean is(String text) {
        return json.isString() && json.stringValue().equals(text);
    }

    boolean isNamed(String name) {
        return path.endsWith("." + name);
    }

    Member object(Set<String> known) {
        if (!json.isObject()) {
            throw new PlanException(path, "must be an object");
        }
        for (String name : json.propertyNames()) {
            if (!known.contains(name)) {
                throw new PlanException(path, "unknown \"" + name + "\"; known are " + new TreeSet<>(known));
            }
        }
        return this;
    }

    /** Whichever of two members is there. */
    Member oneOf(String first, String second) {
        if (get(first).isThere() == get(second).isThere()) {
            throw new PlanException(path, "needs \"" + first + "\" or \"" + second + "\", one of them");
        }
        return get(first).isThere() ? get(first) : get(second);
    }

    void each(Consumer<Member> action) {
        if (!isThere()) {
            return;
        }
        if (!json.isArray()) {
            throw new PlanException(path, "must be a list");
        }
        for (int index = 0; index < json.size(); index++) {
            action.accept(new Member(path + "[" + index + "]", json.get(index)));
        }
    }

    String text() {
        if (!json.isString()) {
            throw new PlanException(path, "must be text");
        }
        return json.stringValue();
    }

    boolean truth() {
        if (!json.isBoolean()) {
            throw new PlanException(path, "must be true or false");
        }
        return json.booleanValue();
    }

    double number() {
        if (!json.isNumber()) {
            throw new PlanException(path, "must be a number");
        }
        return json.doubleValue();
    }

    int count() {
        if (!json.isInt()) {
            throw new PlanException(path, "must be a whole number below 2,147,483,648");
        }
        return json.intValue();
    }

    <E extends Enum<E>> E word(Class<E> type) {
        E[] constants = type.getEnumConstants();
        if (json.isString()) {
            for (E constant : constants) {
                if (PlanWriter.word(constant).equals(json.stringValue())) {
                    return constant;
                }
            }
        }
        throw new PlanException(
                path,
                "must be one of "
                        + Arrays.stream(constants).map(PlanWriter::word).collect(Collectors.joining(", ")));
    }

    Duration duration() {
        String text = json.isString() ? json.stringValue() : "";
        Matcher shortForm = SHORT.matcher(text);
        try {
            return shortForm.matches()
                    ? inUnits(Long.parseLong(shortForm.group(1)), shortForm.group(2))
                    : Duration.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new PlanException(path, "must be a length of time such as \"250ms\", \"2s\" or \"PT1M30S\"");
        }
    }

    private static Duration inUnits(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** Says where a value is that the plan's own checks refuse. */
    <T> T checked(Supplier<T> use) {
        try {
            return use.get();
        } catch (PlanException alreadySays) {
            throw alreadySays;
        } catch (IllegalArgumentException refused) {
            throw new PlanException(path, String.valueOf(refused.getMessage()));
        }
    }

    <T> T checkedState(Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalStateException refused) {
            throw new PlanException(path, String.valueOf(refused.getMessage()));
        }
    }
}
