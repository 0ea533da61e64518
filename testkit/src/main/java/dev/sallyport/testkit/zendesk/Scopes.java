package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.Access;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What a token may: {@code read} and {@code write} for everything, or {@code tickets:read} and the like. */
final class Scopes {
    private static final Pattern KNOWN = Pattern.compile("read|write|impersonate|"
            + "(tickets|users|organizations|groups|ticket_fields|search|uploads|jobs|requests|views|macros|brands|locales|tags"
            + "|ticket_forms|slas|user_fields|organization_fields|account):(read|write)");

    private Scopes() {}

    static Set<String> read(String spaced) {
        Set<String> scopes = new LinkedHashSet<>(Arrays.asList(spaced.strip().split("\\s+", -1)));
        scopes.remove("");
        return scopes;
    }

    /** Whether a client may have them. Unknown names are given away; they allow nothing. */
    static boolean within(Set<String> wanted, Set<String> ceiling) {
        return wanted.stream()
                .filter(scope -> KNOWN.matcher(scope).matches())
                .allMatch(
                        scope -> ceiling.contains(scope) || ceiling.contains(scope.substring(scope.indexOf(':') + 1)));
    }

    static boolean allow(Set<String> scopes, String resource, Access access) {
        String verb = access == Access.READ ? "read" : "write";
        return scopes.contains(verb) || scopes.contains(resource + ":" + verb);
    }

    /** The scopes that let this through: the narrow one if it is held, for then the wide one was not needed. */
    static Set<String> used(Set<String> held, String resource, Access access) {
        String verb = access == Access.READ ? "read" : "write";
        String narrow = resource + ":" + verb;
        return Set.of(held.contains(narrow) ? narrow : verb);
    }
}
