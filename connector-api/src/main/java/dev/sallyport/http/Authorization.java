package dev.sallyport.http;

import dev.sallyport.Secret;
import dev.sallyport.connect.Credentials;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Gives requests their {@code Authorization}. Thread-safe. */
public interface Authorization {
    /**
     * The header's value for the next request.
     *
     * @throws AttemptFailure if there is none to be had now; nothing was sent then
     */
    Secret header(AttemptContext context) throws AttemptFailure;

    /** The vendor refused a header as expired. Whether another one can be had. */
    boolean expired(Secret header);

    /** The same header for each request. */
    static Authorization fixed(String header) {
        return new Authorization() {
            private final Secret value = Secret.of(header);

            @Override
            public Secret header(AttemptContext context) {
                return value;
            }

            @Override
            public boolean expired(Secret refused) {
                return false;
            }
        };
    }

    /** User and password or API token. */
    static Authorization basic(Credentials.Basic basic) {
        String pair = basic.user() + ":" + basic.password().reveal();
        return fixed("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** A token that somebody else takes care of. */
    static Authorization bearer(Credentials.Bearer bearer) {
        return fixed("Bearer " + bearer.token().reveal());
    }
}
