package dev.sallyport.pipeline;

import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerException;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.spi.ConnectorDescriptor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks all intents that were left open, page by page and oldest first, and asks about each once. */
final class Recoveries {
    private static final int PAGE = 1_000;
    private final ConnectorDescriptor connector;
    private final Safeguards safeguards;
    private final OpenIntents openIntents;

    Recoveries(ConnectorDescriptor connector, Safeguards safeguards, OpenIntents openIntents) {
        this.connector = connector;
        this.safeguards = safeguards;
        this.openIntents = openIntents;
    }

    Recovery recover() {
        Instant now = safeguards.time().now();
        try {
            return recover(now);
        } catch (LedgerException e) {
            throw Failure.unsent(
                            ErrorCode.LEDGER_UNAVAILABLE,
                            connector.system(),
                            "recover",
                            "The ledger cannot be used: " + e.getMessage() + ".")
                    .toException(e);
        }
    }

    private Recovery recover(Instant now) {
        while (safeguards.ledger().forget(now, safeguards.retention(), PAGE) == PAGE) {
            // The next page of what is too old.
        }
        Recovery sum = new Recovery(0, 0, 0);
        List<LedgerEntry> page = page(now, null);
        while (!page.isEmpty()) {
            for (LedgerEntry entry : page) {
                sum = plus(sum, openIntents.settle(entry));
            }
            page = page.size() < PAGE ? List.of() : page(now, page.get(page.size() - 1));
        }
        return sum;
    }

    private List<LedgerEntry> page(Instant now, @Nullable LedgerEntry after) {
        return safeguards.ledger().open(connector.tenant(), now, after, PAGE);
    }

    private static Recovery plus(Recovery sum, Outcome<Receipt> outcome) {
        return outcome.fold(
                committed -> new Recovery(sum.committed() + 1, sum.notCommitted(), sum.stillUnknown()),
                notSent -> new Recovery(sum.committed(), sum.notCommitted() + 1, sum.stillUnknown()),
                rejected -> new Recovery(sum.committed(), sum.notCommitted() + 1, sum.stillUnknown()),
                unknown -> new Recovery(sum.committed(), sum.notCommitted(), sum.stillUnknown() + 1));
    }
}
