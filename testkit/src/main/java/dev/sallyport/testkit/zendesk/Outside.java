package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.Effects;
import dev.sallyport.testkit.spi.Exchange;
import dev.sallyport.testkit.spi.Subject;
import java.time.Instant;

/** What somebody does who is not a client: a person at the vendor's own pages, or a test. Leaves no effects. */
record Outside(Instant now, String actor, long seed, String baseUrl) implements Exchange {
    @Override
    public String requestId() {
        return "outside";
    }

    @Override
    public Classification classification() {
        return Classification.write("outside", Subject.none());
    }

    @Override
    public Effects effects() {
        return (kind, resource, recordId, fields) -> {};
    }
}
