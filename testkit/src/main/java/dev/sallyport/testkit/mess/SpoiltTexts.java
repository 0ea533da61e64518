package dev.sallyport.testkit.mess;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Texts that are damaged, disguised or hostile. */
final class SpoiltTexts {

    private static final int OVERLONG = 9_000;
    private static final Map<Character, Character> CYRILLIC = Map.of(
            'a', '\u0430', 'e', '\u0435', 'o', '\u043E', 'c', '\u0441', 'p', '\u0440', 'x', '\u0445', 'i', '\u0456',
            'y', '\u0443');

    private SpoiltTexts() {}

    static String of(DefectKind kind, String value, Draw draw) {
        return switch (kind) {
            case ZERO_WIDTH -> value.charAt(0) + "\u200B" + value.substring(1) + "\u2060";
            case HOMOGLYPH -> disguised(value);
            case RIGHT_TO_LEFT -> "\u202E" + value + "\u202C";
            case BROKEN_ENCODING -> new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            case HTML_ENTITIES ->
                value.replace("\u00E9", "&eacute;").replace("\u00E7", "&#231;").replace("\u2013", "&ndash;")
                        + " &amp; more";
            case TRUNCATED -> value.substring(0, value.length() / 2);
            case OVERLONG -> (value + " ").repeat(1 + OVERLONG / value.length());
            case HTML_IN_TEXT -> draw.oneOf("text", HostileTexts.MARKUP);
            case SCRIPT_IN_TEXT -> draw.oneOf("text", HostileTexts.SCRIPTS);
            case NAUGHTY_STRING -> draw.oneOf("text", HostileTexts.NAUGHTY);
            case INDIRECT_INJECTION -> value + "\n" + HostileTexts.quotedInjection(draw, HostileTexts.canary(draw));
            case CANARY_INJECTION -> value + " " + HostileTexts.order(draw, HostileTexts.canary(draw));
            default -> value + " " + HostileTexts.injection(draw, HostileTexts.canary(draw));
        };
    }

    /** One letter only, so that it shows nowhere; the text as it is where it has none that can be copied. */
    private static String disguised(String value) {
        for (int at = 0; at < value.length(); at++) {
            Character other = CYRILLIC.get(value.charAt(at));
            if (other != null) {
                return value.substring(0, at) + other + value.substring(at + 1);
            }
        }
        return value;
    }
}
