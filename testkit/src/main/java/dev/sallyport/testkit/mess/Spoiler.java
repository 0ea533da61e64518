package dev.sallyport.testkit.mess;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plants one defect in the fields of a row; says no where the field would come out as it was. */
final class Spoiler {

    private static final Map<String, List<String>> SENTINELS = Map.of(
            CustomerRow.EMAIL, List.of("test@test.com", "none@none.com", "N/A", "noemail@example.com"),
            CustomerRow.PHONE, List.of("000-000-0000", "N/A", "999-999-9999"),
            CustomerRow.CITY, List.of("N/A", "UNKNOWN", "-"),
            CustomerRow.ZIP, List.of("00000", "99999", "N/A"));
    private static final List<String> JUNK_PHONES =
            List.of("123", "call after 5pm", "+1-555-SHOES-NOW", "0.7205550142E10", "see e-mail");
    private static final List<String> JUNK_EMAILS = List.of("no email", "asdf@", "@example.com", "customer at example");
    private static final List<String> COUNTRIES = List.of("US", "U.S.A.", "United States", "usa", "Untied States");
    private static final List<String> SPACES = List.of(" ", "  ", "\t");

    private Spoiler() {}

    /** Changes the fields; false, with nothing changed, where there was nothing to spoil. */
    static boolean spoil(Map<String, @Nullable Object> fields, DefectKind kind, String field, Draw draw) {
        Object before = fields.get(field);
        if (before == null || !spoilable(fields, field)) {
            return false;
        }
        if (kind == DefectKind.MISSING || kind == DefectKind.MISSING_IDENTITY) {
            fields.remove(field);
            return true;
        }
        Object after = spoiled(fields, kind, field, before.toString(), draw);
        if (before.equals(after)) {
            return false;
        }
        fields.put(field, after);
        return true;
    }

    /** Whether there is a value that can be spoilt. */
    static boolean spoilable(Map<String, @Nullable Object> fields, String field) {
        Object value = fields.get(field);
        return value != null && !value.toString().isEmpty();
    }

    private static @Nullable Object spoiled(
            Map<String, @Nullable Object> fields, DefectKind kind, String field, String value, Draw draw) {
        return switch (kind) {
            case NULL -> null;
            case EMPTY -> "";
            case SENTINEL -> draw.oneOf("sentinel", SENTINELS.getOrDefault(field, List.of("N/A")));
            case JUNK_PHONE -> draw.oneOf("junk", JUNK_PHONES);
            case JUNK_EMAIL -> draw.oneOf("junk", JUNK_EMAILS);
            case EMAIL_CASE_AND_SPACES -> " " + value.toUpperCase(Locale.ROOT) + "  ";
            case NAME_CASE_DRIFT -> drifted(value, draw);
            case ENUM_DRIFT -> draw.oneOf("country", COUNTRIES);
            case TRAILING_WHITESPACE -> value + draw.oneOf("space", SPACES);
            case ZIP_PLUS_FOUR -> value + "-" + (1000 + draw.below("route", 9000));
            case NUMBER_AS_STRING -> value;
            case OTHER_ID_FORM ->
                draw.oneOf("form", List.of(otherCase(value), value.replace('_', '-'), "CUST/" + value));
            case CONTRADICTORY_DATES -> dayBefore(fields.get(CustomerRow.CREATED_AT), draw);
            case ORPHANED_REFERENCE -> "agent-gone-" + draw.hex("owner").substring(0, 6);
            case BROKEN_ENCODING -> new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            case HTML_IN_TEXT -> draw.oneOf("text", HostileTexts.MARKUP);
            case SCRIPT_IN_TEXT -> draw.oneOf("text", HostileTexts.SCRIPTS);
            case NAUGHTY_STRING -> draw.oneOf("text", HostileTexts.NAUGHTY);
            case PROMPT_INJECTION -> value + " " + HostileTexts.injection(draw, HostileTexts.canary(draw));
            case MISSING,
                    MISSING_IDENTITY,
                    SWAPPED_NAME,
                    DELETED_RECORD,
                    MERGED_RECORD,
                    EXACT_DUPLICATE,
                    NEAR_DUPLICATE -> throw new IllegalArgumentException(kind + " is not planted in a single field");
        };
    }

    private static String drifted(String name, Draw draw) {
        String upper = name.toUpperCase(Locale.ROOT);
        String lower = name.toLowerCase(Locale.ROOT);
        String drawn = draw.below("case", 2) == 0 ? upper : lower;
        return drawn.equals(name) ? (drawn.equals(upper) ? lower : upper) : drawn;
    }

    private static String otherCase(String id) {
        return id.toUpperCase(Locale.ROOT);
    }

    private static @Nullable String dayBefore(@Nullable Object created, Draw draw) {
        return created == null
                ? null
                : Instant.parse(created.toString())
                        .minus(1 + draw.below("days", 400), ChronoUnit.DAYS)
                        .toString();
    }
}
