package dev.sallyport.pipeline;

import dev.sallyport.effect.LedgerException;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.BatchAttempt;
import dev.sallyport.spi.SystemReads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several writes on their way in one request. What is known of each after an attempt decides for each alone; those that
 * may go again go in a smaller request.
 */
final class BatchSending {
    private final Attempts attempts;
    private final Writes writes;
    private final Intents intents;
    private final Run run;
    private final BatchAttempt attempt;
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
            BatchAttempt attempt,
            SystemReads system,
            List<Item> items) {
        this.attempts = attempts;
        this.writes = writes;
        this.intents = intents;
        this.run = run;
        this.attempt = attempt;
        this.system = system;
        this.open = List.copyOf(items);
    }

    /** How each ended. */
    Map<Writes.Call, Writes.End> carryOut() {
        try {
            for (int failures = 0; !open.isEmpty(); failures++) {
                lookFor();
                send(open.stream().filter(item -> !item.call().mustLook).toList());
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

    private void send(List<Item> ready) {
        List<Item> ours = renewed(ready);
        if (!ours.isEmpty()) {
            try {
                replied(ours, sent(ours));
            } catch (AttemptFailure failure) {
                ours.forEach(item -> after(item, failure));
            } catch (ConnectorException e) {
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
                        new BatchAttempt.Item(item.index(), item.call().entry.stamp()))
                .toList();
        int before = run.attempts;
        try {
            return attempts.once(run, context -> attempt.run(items, context), system);
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
        return ours;
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
