package dev.sallyport.testkit.mess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plants one defect in the fields of a row; says no where the field would come out as it was. */
final class Spoiler {

    private static final Map<String, List<String>> SENTINELS = Map.of(
            CustomerRow.EMAIL, List.of("test@test.com", "none@none.com", "N/A", "noemail@example.com"),
            CustomerRow.PHONE, List.of("000-000-0000", "0000000000", "N/A", "999-999-9999"),
            CustomerRow.CITY, List.of("N/A", "UNKNOWN", "-"),
            CustomerRow.ZIP, List.of("00000", "99999", "N/A"));
    private static final Map<String, List<String>> SPELLINGS = Map.of(
            CustomerRow.COUNTRY, List.of("US", "U.S.A.", "United States", "usa", "Untied States"),
            CustomerRow.TIER, List.of("GOLD", "Silver", "bronze customer", "Gld"));
    private static final List<String> PLACEHOLDERS = List.of("Test", "Unknown", "asdf", "xxx", "Do Not Use");
    private static final List<String> JUNK_PHONES =
            List.of("123", "call after 5pm", "+1-555-SHOES-NOW", "0.7205550142E10", "see e-mail");
    private static final List<String> JUNK_EMAILS = List.of("no email", "asdf@", "@example.com", "customer at example");
    private static final List<String> SPACES = List.of(" ", "  ", "\t");
    private static final List<String> TITLES = List.of("Dr. ", "Mr ", "Mrs. ", "Prof. Dr. ");
    private static final List<String> STATES = List.of("AK", "HI", "WY");

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
        Object after = spoiled(fields, kind, field, before, draw);
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
            Map<String, @Nullable Object> fields, DefectKind kind, String field, Object before, Draw draw) {
        String value = before.toString();
        return switch (kind) {
            case NULL -> null;
            case EMPTY -> "";
            case SENTINEL -> draw.oneOf("sentinel", SENTINELS.getOrDefault(field, List.of("N/A")));
            case PLACEHOLDER_NAME -> draw.oneOf("placeholder", PLACEHOLDERS);
            case JUNK_PHONE -> draw.oneOf("junk", JUNK_PHONES);
            case PHONE_FORMAT -> otherPhone(value, draw);
            case JUNK_EMAIL -> draw.oneOf("junk", JUNK_EMAILS);
            case SEVERAL_EMAILS -> value + draw.oneOf("between", List.of("; ", ", ", " / ")) + "office@example.com";
            case EMAIL_CASE_AND_SPACES -> " " + value.toUpperCase(Locale.ROOT) + "  ";
            case NAME_CASE_DRIFT -> drifted(value, draw);
            case TITLE_IN_NAME -> draw.oneOf("title", TITLES) + value;
            case ENUM_DRIFT -> draw.oneOf("country", SPELLINGS.getOrDefault(field, List.of(otherCase(value))));
            case UNKNOWN_ENUM -> draw.oneOf("unknown", List.of("diamond", "tbd", "7", "other (see notes)"));
            case RETIRED_ENUM -> draw.oneOf("retired", List.of("legacy_blue", "partner-2014"));
            case TRAILING_WHITESPACE -> value + draw.oneOf("space", SPACES);
            case ZIP_PLUS_FOUR -> value + "-" + (1000 + draw.below("route", 9000));
            case OTHER_ID_FORM ->
                draw.oneOf("form", List.of(otherCase(value), value.replace('_', '-'), "CUST/" + value));
            case ORPHANED_REFERENCE -> "agent-gone-" + draw.hex("owner").substring(0, 6);
            case SHIFTED_COLUMN -> fields.get(CustomerRow.STREET);
            case CONTRADICTORY_PLACE -> draw.oneOf("state", STATES);
            case NUMBER_AS_STRING -> value;
            case BOOLEAN_AS_STRING ->
                draw.oneOf("flag", value.equals("true") ? List.of("Y", "1", "yes") : List.of("N", "0", "no"));
            case DECIMAL_COMMA -> commas(value);
            case NEGATIVE_AMOUNT -> "-" + value;
            case ABSURD_AMOUNT -> draw.oneOf("amount", List.of("999999999999.99", "1E+17", "0.0000001"));
            case WRONG_CURRENCY -> draw.oneOf("currency", List.of("EUR", "$", "usd cents", "XXX"));
            case LIST_WITH_HOLES -> holed(before);
            case CONTRADICTORY_DATES, SENTINEL_DATE, FUTURE_DATE, IMPOSSIBLE_DATE, DATE_FORMAT, DATE_ZONE ->
                SpoiltDates.of(kind, value, fields, draw);
            case ZERO_WIDTH,
                    HOMOGLYPH,
                    RIGHT_TO_LEFT,
                    BROKEN_ENCODING,
                    HTML_ENTITIES,
                    TRUNCATED,
                    OVERLONG,
                    HTML_IN_TEXT,
                    SCRIPT_IN_TEXT,
                    NAUGHTY_STRING,
                    PROMPT_INJECTION,
                    INDIRECT_INJECTION,
                    CANARY_INJECTION -> SpoiltTexts.of(kind, value, draw);
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

    private static String otherPhone(String phone, Draw draw) {
        String digits = phone.replaceAll("\\D", "");
        String national = digits.startsWith("1") ? digits.substring(1) : digits;
        return switch (draw.below("format", 3)) {
            case 0 -> "(" + national.substring(0, 3) + ") " + national.substring(3, 6) + "-" + national.substring(6);
            case 1 -> "001" + national;
            default -> national.substring(0, 3) + "." + national.substring(3, 6) + "." + national.substring(6) + " x12";
        };
    }

    /** Only where there are decimals: without them a comma would mean nothing. */
    private static String commas(String amount) {
        int dot = amount.indexOf('.');
        String whole = amount.substring(0, dot);
        int thousands = whole.length() - 3;
        String grouped = thousands > 0 ? whole.substring(0, thousands) + "." + whole.substring(thousands) : whole;
        return grouped + "," + amount.substring(dot + 1);
    }

    private static List<@Nullable Object> holed(Object list) {
        List<@Nullable Object> holed = new ArrayList<>(list instanceof List<?> members ? members : List.of(list));
        holed.addAll(Arrays.asList(null, "", holed.get(0)));
        return holed;
    }
}
