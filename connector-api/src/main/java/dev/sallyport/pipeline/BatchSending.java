package dev.sallyport.pipeline;

import dev.sallyport.effect.LedgerException;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Batch;
import dev.sallyport.spi.BatchAttempt;
import dev.sallyport.spi.SystemReads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several writes on their way in one request. What is known of each after an attempt decides for each alone; those that
 * may go again go in a smaller request, or all of them in one where they go together.
 */
final class BatchSending {
    private final Attempts attempts;
    private final Writes writes;
    private final Intents intents;
    private final Run run;
    private final Batch batch;
    private final SystemReads system;
    private final Map<Writes.Call, Writes.End> ends = new HashMap<>();
    private List<Item> open;

    /**
     * One write on its way.
     *
     * @param index its place in the batch
     */
    record Item(int index, Writes.Call call) {}

    BatchSending(
            Attempts attempts,
            Writes writes,
            Intents intents,
            Run run,
            Batch batch,
            SystemReads system,
            List<Item> items) {
        this.attempts = attempts;
        this.writes = writes;
        this.intents = intents;
        this.run = run;
        this.batch = batch;
        this.system = system;
        this.open = List.copyOf(items);
    }

    /** How each ended. */
    Map<Writes.Call, Writes.End> carryOut() {
        try {
            for (int failures = 0; !open.isEmpty(); failures++) {
                lookFor();
                send(
                        batch.together()
                                ? allOrNone()
                                : open.stream()
                                        .filter(item -> !item.call().mustLook)
                                        .toList());
                if (!open.isEmpty()) {
                    attempts.pause(run, longest(), failures);
                }
            }
        } catch (ConnectorException e) {
            open.forEach(item -> end(item, item.call().stopped(e)));
        } catch (LedgerException e) {
            open.forEach(item -> end(item, item.call().stopped(Calls.ledgerUnusable(item.call().run, e))));
        }
        return ends;
    }

    private void lookFor() {
        for (Item item : open) {
            if (item.call().mustLook) {
                try {
                    Writes.End end = writes.look(item.call());
                    if (end != null) {
                        end(item, end);
                    }
                } catch (ConnectorException e) {
                    end(item, item.call().stopped(e));
                } catch (RuntimeException e) {
                    end(item, stumbled(item, e));
                }
            }
        }
        openAgain();
    }

    /** Those that may go in one transaction: all that are still open, or none. */
    private List<Item> allOrNone() {
        ConnectorException obstacle = obstacle();
        if (obstacle != null) {
            open.stream()
                    .filter(item -> !item.call().mustLook)
                    .forEach(item -> end(item, item.call().stopped(obstacle)));
            openAgain();
        } else if (!ends.isEmpty()) {
            // One was found committed: what went along with it has to be there as well.
            open.forEach(item -> item.call().lookAgain());
        }
        return open.stream().anyMatch(item -> item.call().mustLook) ? List.of() : open;
    }

    /** Why one of them is not committed and does not go again; null if there is none such. */
    private @Nullable ConnectorException obstacle() {
        for (Writes.End end : ends.values()) {
            if (end instanceof Writes.End.NotSent notSent) {
                return notSent.reason();
            }
            if (end instanceof Writes.End.Rejected rejected) {
                return rejected.reason();
            }
            if (end instanceof Writes.End.Unknown unknown) {
                return unknown.reason();
            }
        }
        return null;
    }

    private void send(List<Item> ready) {
        List<Item> ours = renewed(ready);
        if (!ours.isEmpty()) {
            try {
                replied(ours, sent(ours));
            } catch (AttemptFailure failure) {
                ours.forEach(item -> after(item, failure));
            } catch (ConnectorException | LedgerException e) {
                throw e;
            } catch (RuntimeException e) {
                ours.forEach(item -> end(item, stumbled(item, e)));
            }
        }
        openAgain();
    }

    private List<BatchAttempt.Reply> sent(List<Item> ours) throws AttemptFailure {
        List<BatchAttempt.Item> items = ours.stream()
                .map(item ->
                        new BatchAttempt.Item(item.index(), item.call().entry.stamp(), item.call().perhaps))
                .toList();
        int before = run.attempts;
        try {
            return attempts.once(run, context -> batch.attempt().run(items, context), system);
        } finally {
            if (run.attempts > before) {
                ours.forEach(item -> item.call().run.sentWith(run));
                ours.get(0).call().run.pays(run);
            }
        }
    }

    private void replied(List<Item> ours, List<BatchAttempt.Reply> replies) {
        if (replies.size() != ours.size()) {
            throw new IllegalStateException(replies.size() + " replies to " + ours.size() + " items");
        }
        for (int i = 0; i < ours.size(); i++) {
            BatchAttempt.Reply reply = replies.get(i);
            if (reply instanceof BatchAttempt.Reply.Done done) {
                end(ours.get(i), new Writes.End.Committed(done.written()));
            } else {
                after(ours.get(i), ((BatchAttempt.Reply.Failed) reply).failure());
            }
        }
    }

    private void after(Item item, AttemptFailure failure) {
        Writes.End end = writes.after(item.call(), failure);
        if (end != null) {
            end(item, end);
        }
    }

    private List<Item> renewed(List<Item> ready) {
        List<Boolean> kept =
                intents.renewAll(ready.stream().map(item -> item.call().entry).toList());
        List<Item> ours = new ArrayList<>();
        for (int i = 0; i < ready.size(); i++) {
            Item item = ready.get(i);
            if (kept.get(i)) {
                ours.add(item);
            } else {
                end(item, Writes.takenOver(item.call()));
            }
        }
        return batch.together() && ours.size() < ready.size() ? List.of() : ours;
    }

    /** Of the failures of those that go again, the one that asks for the longest wait. */
    private AttemptFailure longest() {
        AttemptFailure longest = open.get(0).call().last();
        for (Item item : open) {
            AttemptFailure failure = item.call().last();
            if (told(failure).isAfter(told(longest))) {
                longest = failure;
            }
        }
        return longest;
    }

    private static Instant told(AttemptFailure failure) {
        return failure.notBefore().orElse(Instant.MIN);
    }

    private Writes.End stumbled(Item item, RuntimeException e) {
        item.call().perhaps = true;
        item.call().lastSent = attempts.now();
        return item.call()
                .unknown(AttemptFailure.perhaps(
                        ErrorCode.UNKNOWN_OUTCOME, "the connector itself failed while it sent or looked for it.", e));
    }

    private void end(Item item, Writes.End end) {
        ends.put(item.call(), end);
    }

    private void openAgain() {
        open = open.stream().filter(item -> !ends.containsKey(item.call())).toList();
    }
}
