package dev.sallyport.zendesk;

import dev.sallyport.Ref;
import dev.sallyport.effect.Strategy;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.Records;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Reconciliation;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Trace;
import dev.sallyport.spi.Written;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a write whose reply was lost is found again: an update carries its stamp in the metadata of its audit, which is
 * read back; a create carries it as its idempotency key and its external id.
 */
final class AuditTrail {
    /** The name under which an update's metadata carries the stamp. */
    static final String STAMP = "sallyport_intent";

    /** Not published; the vendor's gateway gives up long before. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);

    private static final int MOST_PAGES = 60;
    private final Account account;
    private final TimeSource time;

    AuditTrail(Account account, TimeSource time) {
        this.account = account;
        this.time = time;
    }

    /** Sending again is conditional: see {@link dev.sallyport.http.ConditionalWrite}. */
    Reconciliation byAudit() {
        Strategy strategy = new Strategy(
                "stamped-update",
                "an audit of the ticket whose metadata holds the intent",
                "no such audit 10 minutes after the last sending, or after a refusal for a changed ticket; a repeat is"
                        + " refused after any change",
                "none: every update takes safe_update and metadata",
                "none needed");
        return new Reconciliation(strategy, true, LONGEST_REQUEST, this::look);
    }

    /**
     * Sending again with the same key within two hours answers with the first ticket. After that, or after a restart, the
     * external id tells; it is found by a listing that does not lag.
     */
    Reconciliation byIdempotencyKey() {
        Strategy strategy = new Strategy(
                "key-header",
                "the repeat is answered with the first ticket; or a ticket whose external id is the intent",
                "the repeat makes the ticket, for 100 of the 120 minutes for which the key is kept",
                "none: every create takes an idempotency key",
                "external-id, after those 100 minutes: it proves presence only");
        return new Reconciliation(strategy, true, LONGEST_REQUEST, (trace, reads) -> {
            HttpRequest request = HttpRequest.get("/api/v2/tickets.json").query("external_id", trace.stamp());
            Records.RawPage page =
                    reads.read(Read.of(ZendeskOperations.LOOK, null, account.page(request, "tickets", 100, null)));
            return page.records().stream()
                    .filter(ticket -> ticket.path("external_id").asString("").equals(trace.stamp()))
                    .findFirst()
                    .<Sighting>map(ticket -> new Sighting.Present(Written.ours(
                            Ticket.ref(ticket.path("id").asString()),
                            ticket.path("updated_at").asString(null))))
                    .orElseGet(() -> keyStillGood(trace.firstClaimedAt(), time.now())
                            ? new Sighting.Absent()
                            : new Sighting.Unclear());
        });
    }

    /** By its not being there any more: who deleted it is not asked, since listing deleted tickets is rationed. */
    Reconciliation byBeingGone() {
        Strategy strategy = new Strategy(
                "gone",
                "the ticket is not there any more; by whom it was deleted is not known",
                "the ticket is still there 10 minutes after the last sending",
                "none: tickets are read by id",
                "none needed");
        return new Reconciliation(strategy, false, LONGEST_REQUEST, (trace, reads) -> {
            Ref ticket = trace.target();
            if (ticket == null) {
                return new Sighting.Unclear();
            }
            return isThere(ticket, reads)
                    ? new Sighting.Absent()
                    : new Sighting.Present(Written.bySomebody(ticket, null));
        });
    }

    private boolean isThere(Ref ticket, SystemReads reads) {
        HttpRequest request = HttpRequest.get("/api/v2/tickets/{id}.json", ticket.id());
        return reads.read(Read.of(
                        ZendeskOperations.LOOK,
                        ticket,
                        account.transport().lookUp(request, reply -> Account.record(reply, "ticket"))))
                .isPresent();
    }

    /** The vendor keeps keys for two hours; a margin is left for the sending itself. */
    static boolean keyStillGood(Instant firstSent, Instant now) {
        return firstSent.plus(Duration.ofMinutes(100)).isAfter(now);
    }

    private Sighting look(Trace trace, SystemReads reads) {
        Ref ticket = trace.target();
        if (ticket == null) {
            return new Sighting.Unclear();
        }
        HttpRequest request = HttpRequest.get("/api/v2/tickets/{id}/audits.json", ticket.id());
        @Nullable String cursor = null;
        for (int i = 0; i < MOST_PAGES; i++) {
            Records.RawPage page =
                    reads.read(Read.of(ZendeskOperations.LOOK, ticket, account.page(request, "audits", 100, cursor)));
            for (JsonNode audit : page.records()) {
                if (audit.path("metadata")
                        .path("custom")
                        .path(STAMP)
                        .asString("")
                        .equals(trace.stamp())) {
                    return new Sighting.Present(
                            Written.ours(ticket, audit.path("created_at").asString(null)));
                }
            }
            cursor = page.next();
            if (cursor == null) {
                return new Sighting.Absent();
            }
        }
        return new Sighting.Unclear();
    }
}
