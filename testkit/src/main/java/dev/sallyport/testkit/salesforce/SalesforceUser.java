package dev.sallyport.testkit.salesforce;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A user of the org: how they log in, and what their profile lets them see and do. Not for several threads; read once,
 * when the fake starts.
 *
 * <p>Defaults: everything is allowed, no field is hidden or read-only beyond what the object says, no password and no
 * OAuth client.
 */
public final class SalesforceUser {
    private final String username;
    private @Nullable String password;
    private @Nullable String clientId;
    private @Nullable String clientSecret;
    private final Map<String, Set<Permission>> permissions = new LinkedHashMap<>();
    private final Set<String> hidden = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> readOnly = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /** Rights may change while the fake runs; what was shown under the old ones is not shown again. */
    private final AtomicInteger changes = new AtomicInteger();

    private SalesforceUser(String username) {
        this.username = username;
    }

    /** A user who may do everything. */
    public static SalesforceUser named(String username) {
        return new SalesforceUser(username);
    }

    /** Lets the user log in with a password, through OAuth or SOAP; a security token after it does not matter. */
    public SalesforceUser password(String secret) {
        password = secret;
        return this;
    }

    /** Makes the user the one that an OAuth client's {@code client_credentials} run as. */
    public SalesforceUser client(String id, String secret) {
        clientId = id;
        clientSecret = secret;
        return this;
    }

    /** Leaves the user only these permissions on the object; none at all hides it. */
    public SalesforceUser only(String object, Permission... allowed) {
        Set<Permission> left = EnumSet.noneOf(Permission.class);
        left.addAll(Set.of(allowed));
        permissions.put(object.toLowerCase(Locale.ROOT), left);
        changes.incrementAndGet();
        return this;
    }

    /** Hides fields of the object, as field-level security does. */
    public SalesforceUser hidden(String object, String... fields) {
        for (String field : fields) {
            hidden.add(object + "." + field);
        }
        changes.incrementAndGet();
        return this;
    }

    /** Makes fields of the object read-only, as field-level security does. */
    public SalesforceUser readOnly(String object, String... fields) {
        for (String field : fields) {
            readOnly.add(object + "." + field);
        }
        return this;
    }

    /** The name under which the user logs in. */
    public String username() {
        return username;
    }

    int changes() {
        return changes.get();
    }

    boolean opensWith(String secret) {
        String own = password;
        return own != null && secret.startsWith(own);
    }

    @Nullable
    String clientId() {
        return clientId;
    }

    @Nullable
    String clientSecret() {
        return clientSecret;
    }

    boolean can(Permission permission, SObjectType type) {
        Set<Permission> allowed = permissions.get(type.name().toLowerCase(Locale.ROOT));
        return allowed == null || (allowed.contains(Permission.READ) && allowed.contains(permission));
    }

    boolean sees(SObjectType type, Field field) {
        String compound = field.compound();
        return !hidden.contains(type.name() + "." + field.name())
                && (compound == null
                        || !compound.endsWith("Address")
                        || !hidden.contains(type.name() + "." + compound));
    }

    boolean writes(SObjectType type, Field field, boolean create) {
        return field.is(create ? Field.Trait.CREATEABLE : Field.Trait.UPDATEABLE)
                && sees(type, field)
                && !readOnly.contains(type.name() + "." + field.name());
    }

    @Override
    public String toString() {
        return "SalesforceUser[" + username + "]";
    }
}
