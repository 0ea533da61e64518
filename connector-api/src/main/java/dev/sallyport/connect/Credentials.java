package dev.sallyport.connect;

import dev.sallyport.Secret;

/** How a connector proves who it is. Nothing of it can be printed. */
public sealed interface Credentials {
    /**
     * An OAuth client that gets tokens for itself, and gets new ones when they expire.
     *
     * @param clientId the client's id
     * @param clientSecret the client's secret
     */
    record ClientCredentials(String clientId, Secret clientSecret) implements Credentials {
        @Override
        public String toString() {
            return "ClientCredentials";
        }
    }

    /**
     * A token that somebody else takes care of.
     *
     * @param token the token
     */
    record Bearer(Secret token) implements Credentials {
        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /**
     * A user and a password or API token, sent with each request.
     *
     * @param user the user, in the vendor's form
     * @param password the password or token
     */
    record Basic(String user, Secret password) implements Credentials {
        @Override
        public String toString() {
            return "Basic";
        }
    }

    /** An OAuth client that gets tokens for itself. */
    static Credentials clientCredentials(String clientId, String clientSecret) {
        return new ClientCredentials(clientId, Secret.of(clientSecret));
    }

    /** A token that somebody else takes care of. */
    static Credentials bearer(String token) {
        return new Bearer(Secret.of(token));
    }

    /** A user and a password or API token. */
    static Credentials basic(String user, String password) {
        return new Basic(user, Secret.of(password));
    }
}
