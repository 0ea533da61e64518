package dev.sallyport.testkit.database;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What of one client's conversation tells when it commits: named statements, portals, and whether a transaction is open. */
final class Conversation {
    private static final Set<String> HARMLESS = Set.of(
            "SELECT", "SHOW", "SET", "RESET", "VALUES", "TABLE", "EXPLAIN", "DISCARD", "DEALLOCATE", "FETCH", "");

    private final Map<String, String> statements = new HashMap<>();
    private final Map<String, String> portals = new HashMap<>();
    private boolean inTransaction;
    private boolean wrote;

    /**
     * What a message has the engine do.
     *
     * @param statement what it carries out; empty if nothing
     * @param commits whether it commits something
     */
    record Step(String statement, boolean commits) {
        private static final Step NOTHING = new Step("", false);
    }

    /** What the engine does when it gets this message. */
    synchronized Step says(WireConnection.Message message) {
        byte[] bytes = message.bytes();
        int body = message.bodyAt();
        switch (message.type()) {
            case 'P' -> statements.put(text(bytes, body), text(bytes, after(bytes, body)));
            case 'B' -> portals.put(text(bytes, body), statements.getOrDefault(text(bytes, after(bytes, body)), ""));
            case 'E' -> {
                String statement = portals.getOrDefault(text(bytes, body), "");
                return new Step(statement, executes(verb(statement)));
            }
            case 'Q' -> {
                String statement = text(bytes, body);
                return new Step(statement, simple(statement));
            }
            case 'S' -> {
                return new Step("", implicit());
            }
            default -> {
                // Nothing else decides anything.
            }
        }
        return Step.NOTHING;
    }

    private boolean executes(String verb) {
        switch (verb) {
            case "BEGIN", "START" -> inTransaction = true;
            case "COMMIT", "END" -> {
                boolean open = inTransaction;
                inTransaction = false;
                wrote = false;
                return open;
            }
            case "ROLLBACK", "ABORT" -> inTransaction = false;
            default -> wrote |= !inTransaction && !HARMLESS.contains(verb);
        }
        return false;
    }

    private boolean simple(String query) {
        boolean commits = false;
        for (String statement : query.split(";", -1)) {
            commits |= executes(verb(statement));
        }
        commits |= implicit();
        return commits;
    }

    /** What was written outside of a transaction is committed where the client ends its batch. */
    private boolean implicit() {
        boolean commits = wrote && !inTransaction;
        wrote = false;
        return commits;
    }

    /** The engine says after each batch whether a transaction is open. */
    synchronized void heard(WireConnection.Message message) {
        if (message.type() == 'Z' && message.length() > message.bodyAt()) {
            inTransaction = message.bytes()[message.bodyAt()] != 'I';
        }
    }

    /** The first word of a statement, comments before it left out. */
    static String verb(String statement) {
        String rest = statement.strip();
        while (rest.startsWith("--") || rest.startsWith("/*")) {
            int end = rest.startsWith("--") ? rest.indexOf('\n') : rest.indexOf("*/") + 1;
            rest = end <= 0 ? "" : rest.substring(end + 1).strip();
        }
        int length = 0;
        while (length < rest.length() && Character.isLetter(rest.charAt(length))) {
            length++;
        }
        return rest.substring(0, length).toUpperCase(Locale.ROOT);
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, after(bytes, from) - 1 - from, StandardCharsets.UTF_8);
    }

    private static int after(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return end + 1;
    }
}
