package dev.sallyport.access;

/**
 * What a call needs or a grant allows, written {@code family:resource:action}, such as {@code crm:contact:read}. In a
 * grant a {@code *} stands for any one part.
 *
 * @param family {@code crm}, {@code ticketing}, {@code database} or a connector's own
 * @param resource the canonical resource
 * @param action what is done to it
 */
public record Scope(String family, String resource, String action) {
    /**
     * Reads a scope.
     *
     * @throws IllegalArgumentException if it has not three parts of letters, digits, dots, dashes or a single star
     */
    public static Scope parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "scope '" + text + "' has " + parts.length + " parts; write family:resource:action");
        }
        for (String part : parts) {
            if (!part.equals("*") && !isName(part)) {
                throw new IllegalArgumentException("scope '" + text + "': part '" + part + "' is neither * nor a name");
            }
        }
        return new Scope(parts[0], parts[1], parts[2]);
    }

    /** Whether this pattern covers a scope. */
    public boolean covers(Scope needed) {
        return fits(family, needed.family) && fits(resource, needed.resource) && fits(action, needed.action);
    }

    /** Whether this pattern covers a part of a resource that is written with its family, such as {@code crm:contact}. */
    boolean covers(String qualifiedResource, String part) {
        int end = qualifiedResource.indexOf(':');
        return fits(action, part)
                && (family.equals("*") || (family.length() == end && qualifiedResource.startsWith(family)))
                && (resource.equals("*")
                        || (resource.length() == qualifiedResource.length() - end - 1
                                && qualifiedResource.endsWith(resource)));
    }

    /** The resource with its family, such as {@code crm:contact}. */
    public String qualifiedResource() {
        return family + ":" + resource;
    }

    private static boolean isName(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (!isOfName(part.charAt(i))) {
                return false;
            }
        }
        return !part.isEmpty();
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-';
    }

    private static boolean fits(String pattern, String part) {
        return pattern.equals("*") || pattern.equals(part);
    }

    @Override
    public String toString() {
        return family + ":" + resource + ":" + action;
    }
}
