package dev.sallyport.testkit.plan;

import dev.sallyport.testkit.internal.Nearest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a plan with the path to it, so that an error says where.
 *
 * @param source what the text is called
 * @param path its members from the plan on
 * @param place where it stands; of what is not there, where it ought to
 * @param written null if it is not there
 */
record Member(
        String source,
        String path,
        Written.Place place,
        @Nullable Written written) {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    static Member plan(String source, Written written) {
        return new Member(source, "plan", written.place(), written);
    }

    PlanException wrong(String message) {
        return new PlanException(source, place, path + ": " + message);
    }

    Member get(String name) {
        String inside = path.equals("plan") ? name : path + "." + name;
        if (written instanceof Written.Members object) {
            for (Written.Named member : object.members()) {
                if (member.name().text().equals(name)) {
                    return new Member(source, inside, member.value().place(), member.value());
                }
            }
        }
        return new Member(source, inside, place, null);
    }

    private Written.@Nullable Scalar scalar() {
        return written instanceof Written.Scalar one ? one : null;
    }

    boolean isThere() {
        return written != null && !isNull();
    }

    boolean isNull() {
        return written instanceof Written.Scalar one && one.isNull();
    }

    boolean is(String text) {
        return written instanceof Written.Scalar one && one.text().equals(text);
    }

    boolean isNamed(String name) {
        return path.endsWith("." + name);
    }

    Member object(Set<String> known) {
        if (!(written instanceof Written.Members object)) {
            throw wrong("must be an object with some of " + new TreeSet<>(known));
        }
        Set<String> seen = new HashSet<>();
        for (Written.Named member : object.members()) {
            String name = member.name().text();
            if (!known.contains(name)) {
                throw new PlanException(source, member.name().place(), path + ": " + unknown(name, "member", known));
            }
            if (!seen.add(name)) {
                throw new PlanException(source, member.name().place(), path + ": \"" + name + "\" stands twice");
            }
        }
        return this;
    }

    private static String unknown(String word, String what, Collection<String> known) {
        return "unknown " + what + " \"" + word + "\"; one of " + String.join(", ", known) + Nearest.hint(word, known);
    }

    /** Whichever of two members is there. */
    Member oneOf(String first, String second) {
        if (get(first).isThere() == get(second).isThere()) {
            throw wrong("needs \"" + first + "\" or \"" + second + "\", one of them");
        }
        return get(first).isThere() ? get(first) : get(second);
    }

    void each(Consumer<Member> action) {
        if (!isThere()) {
            return;
        }
        if (!(written instanceof Written.Items list)) {
            throw wrong("must be a list");
        }
        int index = 0;
        for (Written item : list.items()) {
            action.accept(new Member(source, path + "[" + index++ + "]", item.place(), item));
        }
    }

    String text() {
        Written.Scalar one = scalar();
        if (one == null || one.isNull() || one.isTruth() || one.isNumber()) {
            throw wrong("must be text");
        }
        return one.text();
    }

    boolean truth() {
        Written.Scalar one = scalar();
        if (one == null || !one.isTruth()) {
            throw wrong("must be true or false");
        }
        return one.text().equals("true");
    }

    double number() {
        Written.Scalar one = scalar();
        if (one == null || !one.isNumber()) {
            throw wrong("must be a number");
        }
        return Double.parseDouble(one.text());
    }

    int count() {
        Written.Scalar one = scalar();
        if (one == null || !one.plain() || !one.text().matches("-?\\d{1,10}")) {
            throw wrong("must be a whole number below 2,147,483,648");
        }
        long value = Long.parseLong(one.text());
        if (value != (int) value) {
            throw wrong("must be a whole number below 2,147,483,648");
        }
        return (int) value;
    }

    /** @param what the word's name in an error, such as {@code fault kind} */
    <E extends Enum<E>> E word(String what, Class<E> type) {
        E[] constants = type.getEnumConstants();
        List<String> known =
                new ArrayList<>(Arrays.stream(constants).map(PlanWriter::word).toList());
        Written.Scalar one = scalar();
        int place = one == null ? -1 : known.indexOf(one.text());
        if (place >= 0) {
            return constants[place];
        }
        throw one == null || one.isNull()
                ? wrong("needs a " + what + "; one of " + String.join(", ", known))
                : wrong(unknown(one.text(), what, known));
    }

    Duration duration() {
        Written.Scalar one = scalar();
        String text = one == null ? "" : one.text();
        Matcher shortForm = SHORT.matcher(text);
        try {
            return shortForm.matches()
                    ? inUnits(Long.parseLong(shortForm.group(1)), shortForm.group(2))
                    : Duration.parse(text);
        } catch (DateTimeParseException wrong) {
            throw wrong("must be a length of time such as \"250ms\", \"2s\" or \"PT1M30S\"");
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
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw wrong(String.valueOf(refused.getMessage()));
        }
    }
}
