package dev.sallyport.pipeline;

import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Claim;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Claims intents. Where somebody else holds one, it is waited for, so that the second caller gets the first one's receipt. */
final class Claims {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final int DOUBLINGS = 6;
    private final Safeguards safeguards;
    private final Intents intents;
    private final OpenIntents openIntents;

    Claims(Safeguards safeguards, Intents intents, OpenIntents openIntents) {
        this.safeguards = safeguards;
        this.intents = intents;
        this.openIntents = openIntents;
    }

    /** Claims; waits while another caller holds it, but not past the deadline: then it is busy still. */
    Claim claim(Run run, LedgerEntry proposal) {
        return await(run, proposal, safeguards.ledger().claim(proposal, now()));
    }

    /** As {@link #claim}, for a claim that was answered already. */
    Claim await(Run run, LedgerEntry proposal, Claim answer) {
        Claim claim = answer;
        for (int tries = 0; claim instanceof Claim.Busy; tries++) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, DOUBLINGS));
            if (!now().plus(pause).isBefore(run.deadline)) {
                return claim;
            }
            sleep(run, pause);
            claim = safeguards.ledger().claim(intents.renewed(proposal), now());
        }
        return claim;
    }

    /** How a write ends without being sent; null if it is this caller's to send. */
    @Nullable
    Outcome<Receipt> ended(Run run, LedgerEntry proposal, Claim claim) {
        if (claim instanceof Claim.Done done) {
            return new Outcome.Committed<>(openIntents.receipt(done.entry(), true, 0));
        }
        if (claim instanceof Claim.Busy busy) {
            return notSent(run.failure(
                            ErrorCode.IN_PROGRESS,
                            "Another caller carries out the same intent, and did not end before the deadline.")
                    .ofIntent(proposal.key())
                    .retryAt(busy.until())
                    .toException());
        }
        if (claim instanceof Claim.Differs differs) {
            String advice = "The intent's key was used before with other content; these differ: " + differs.fields()
                    + ". Use another key for another write.";
            return notSent(run.failure(ErrorCode.INTENT_CONFLICT, advice).toException());
        }
        return null;
    }

    private static Outcome<Receipt> notSent(ConnectorException reason) {
        return new Outcome.NotSent<>(reason, null);
    }

    private void sleep(Run run, Duration pause) {
        try {
            safeguards.time().sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw run.failure(ErrorCode.INTERRUPTED, "The caller interrupted the call while it waited.")
                    .toException(e);
        }
        run.span.waited(pause, "intent");
    }

    private Instant now() {
        return safeguards.time().now();
    }
}
