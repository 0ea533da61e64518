package dev.sallyport.pipeline;

import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Claim;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerException;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.spi.Batch;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Batches: the guard sees every item before any is sent; then each request's worth is claimed, sent and settled, with one
 * commit of the ledger for its claims and one for its settling.
 */
final class Batches {
    private final Safeguards safeguards;
    private final Admission admission;
    private final Intents intents;
    private final Claims claims;
    private final Settlements settlements;
    private final Calls calls;
    private final Attempts attempts;
    private final Writes writes;

    Batches(
            Safeguards safeguards,
            Admission admission,
            Intents intents,
            Claims claims,
            Settlements settlements,
            Calls calls,
            Attempts attempts,
            Writes writes) {
        this.safeguards = safeguards;
        this.admission = admission;
        this.intents = intents;
        this.claims = claims;
        this.settlements = settlements;
        this.calls = calls;
        this.attempts = attempts;
        this.writes = writes;
    }

    /** One item on its way; its outcome as soon as it has one. */
    private static final class Slot {
        private final int index;
        private final Write write;
        private final Run run;
        private @Nullable LedgerEntry proposal;
        private @Nullable Claim claim;
        private @Nullable Outcome<Receipt> outcome;

        private Slot(int index, Write write, Run run) {
            this.index = index;
            this.write = write;
            this.run = run;
        }
    }

    List<Outcome<Receipt>> carryOut(Session session, Batch batch) {
        String owner = intents.newOwner();
        List<Slot> slots = new ArrayList<>();
        for (Write item : batch.items()) {
            Write write = item.at(slots.size());
            slots.add(
                    new Slot(slots.size(), write, calls.begin(write.operation(), write.target(), "", session.grant())));
        }
        slots.forEach(slot -> admit(session, slot));
        if (batch.together()) {
            refuseTogether(session, slots);
        }
        List<Slot> admitted =
                slots.stream().filter(slot -> slot.outcome == null).toList();
        for (int from = 0; from < admitted.size(); from += batch.most()) {
            request(session, batch, admitted.subList(from, Math.min(admitted.size(), from + batch.most())), owner);
        }
        return slots.stream().map(Batches::outcome).toList();
    }

    private static Outcome<Receipt> outcome(Slot slot) {
        Outcome<Receipt> outcome = slot.outcome;
        if (outcome == null) {
            throw new IllegalStateException("item " + slot.index + " came to no end");
        }
        return outcome;
    }

    private void admit(Session session, Slot slot) {
        try {
            Outcome<Receipt> dry = admission.admit(slot.run, session, slot.write, calls.systemReads(slot.run.deadline));
            if (dry != null) {
                end(session, slot, dry);
            }
        } catch (ConnectorException e) {
            end(session, slot, new Outcome.NotSent<>(e, null));
        } catch (LedgerException e) {
            end(session, slot, new Outcome.NotSent<>(Calls.ledgerUnusable(slot.run, e), null));
        }
    }

    /** Where all goes in one transaction, what was refused to one cannot be done for the others. */
    private void refuseTogether(Session session, List<Slot> slots) {
        slots.stream()
                .map(slot -> slot.outcome)
                .filter(outcome -> outcome instanceof Outcome.NotSent<Receipt>)
                .findFirst()
                .ifPresent(refused -> slots.stream()
                        .filter(slot -> slot.outcome == null)
                        .forEach(slot -> end(session, slot, refused)));
    }

    /** One request's worth, with a deadline of its own. */
    private void request(Session session, Batch batch, List<Slot> slots, String owner) {
        Run run = calls.begin(slots.get(0).write.operation(), null, "", session.grant());
        SystemReads system = calls.systemReads(run.deadline);
        try {
            claim(session, slots, run, owner);
            if (batch.together()) {
                giveBackTogether(session, slots, system);
            }
            send(
                    session,
                    batch,
                    run,
                    system,
                    slots.stream().filter(Batches::isOurs).toList());
            // Whoever held the others has had time to end: waiting comes last, so that it delays nobody else.
            for (Slot slot : slots) {
                if (slot.outcome == null && slot.claim instanceof Claim.Busy busy) {
                    await(session, slot, busy);
                }
            }
            send(
                    session,
                    batch,
                    run,
                    system,
                    slots.stream().filter(Batches::isOurs).toList());
        } catch (LedgerException e) {
            for (Slot slot : slots) {
                if (slot.outcome == null) {
                    end(session, slot, new Outcome.NotSent<>(Calls.ledgerUnusable(slot.run, e), null));
                }
            }
        } finally {
            run.span.end(run.attempts == 0 ? "not sent" : "sent", null);
        }
    }

    private void claim(Session session, List<Slot> slots, Run run, String owner) {
        List<LedgerEntry> proposals = new ArrayList<>();
        for (Slot slot : slots) {
            slot.run.until(run.deadline);
            slot.run.enter(Stage.INTEND);
            slot.proposal = intents.propose(
                    slot.write, session.grant(), safeguards.time().now(), owner);
            proposals.add(slot.proposal);
        }
        List<Claim> answers =
                safeguards.ledger().claimAll(proposals, safeguards.time().now());
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            slot.claim = answers.get(i);
            if (!(slot.claim instanceof Claim.Busy)) {
                endIfClaimed(session, slot);
            }
        }
    }

    private void await(Session session, Slot slot, Claim.Busy busy) {
        LedgerEntry proposal = slot.proposal;
        if (proposal == null) {
            throw new IllegalStateException("claimed without a proposal");
        }
        try {
            slot.claim = claims.await(slot.run, proposal, busy);
            endIfClaimed(session, slot);
        } catch (ConnectorException e) {
            end(session, slot, new Outcome.NotSent<>(e, null));
        }
    }

    private void endIfClaimed(Session session, Slot slot) {
        Outcome<Receipt> outcome =
                slot.proposal == null || slot.claim == null ? null : claims.ended(slot.run, slot.proposal, slot.claim);
        if (outcome != null) {
            end(session, slot, outcome);
        }
    }

    private static boolean isOurs(Slot slot) {
        return slot.outcome == null
                && (slot.claim instanceof Claim.Granted || slot.claim instanceof Claim.ReconcileFirst);
    }

    /** One that may not go (other content, somebody else's) keeps all from going; a replay keeps nobody. */
    private void giveBackTogether(Session session, List<Slot> slots, SystemReads system) {
        Outcome<Receipt> refused = slots.stream()
                .filter(slot -> slot.claim instanceof Claim.Busy || slot.claim instanceof Claim.Differs)
                .map(slot -> claims.ended(slot.run, entry(slot), Objects.requireNonNull(slot.claim)))
                .findFirst()
                .orElse(null);
        if (!(refused instanceof Outcome.NotSent<Receipt> reason)) {
            return;
        }
        for (Slot slot : slots) {
            if (isOurs(slot)) {
                Writes.Call call = call(slot, system);
                slot.outcome = settlements.settle(session, slot.write, call, call.stopped(reason.reason()));
            } else if (slot.outcome == null) {
                end(session, slot, refused);
            }
        }
    }

    private void send(Session session, Batch batch, Run run, SystemReads system, List<Slot> ours) {
        Map<Slot, Writes.Call> sendings = new LinkedHashMap<>();
        Map<Writes.Call, Writes.End> ends = new HashMap<>();
        for (Slot slot : ours) {
            Writes.Call call = call(slot, system);
            sendings.put(slot, call);
            Writes.End refused = settlements.intended(session, slot.write, call);
            if (refused != null) {
                ends.put(call, refused);
            }
        }
        if (batch.together() && !ends.isEmpty()) {
            Writes.End refused = ends.values().iterator().next();
            sendings.values().forEach(call -> ends.putIfAbsent(call, refused));
        }
        List<BatchSending.Item> going = ours.stream()
                .map(slot -> new BatchSending.Item(slot.index, Objects.requireNonNull(sendings.get(slot))))
                .filter(item -> !ends.containsKey(item.call()))
                .toList();
        ends.putAll(new BatchSending(attempts, writes, intents, run, batch, system, going).carryOut());
        List<Writes.Call> all = List.copyOf(sendings.values());
        List<Outcome<Receipt>> outcomes = settlements.settleAll(
                session,
                ours.stream().map(slot -> slot.write).toList(),
                all,
                all.stream().map(call -> Objects.requireNonNull(ends.get(call))).toList());
        for (int i = 0; i < ours.size(); i++) {
            ours.get(i).outcome = outcomes.get(i);
        }
    }

    private Writes.Call call(Slot slot, SystemReads system) {
        return Writes.call(
                slot.run, slot.write, entry(slot), slot.claim instanceof Claim.ReconcileFirst, system, intents);
    }

    private static LedgerEntry entry(Slot slot) {
        LedgerEntry entry = slot.claim instanceof Claim.Granted granted
                ? granted.entry()
                : slot.claim instanceof Claim.ReconcileFirst mine ? mine.entry() : slot.proposal;
        if (entry == null) {
            throw new IllegalStateException("not claimed");
        }
        return entry;
    }

    private void end(Session session, Slot slot, Outcome<Receipt> outcome) {
        LedgerEntry replayed = slot.claim instanceof Claim.Done done ? done.entry() : null;
        slot.outcome = settlements.ended(slot.run, session, slot.write, replayed, outcome);
    }
}
