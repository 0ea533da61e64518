package dev.sallyport.access;

import dev.sallyport.pacing.Lane;
import dev.sallyport.query.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one agent may do: scopes, masks, record rules, budgets, time, approvals. Nothing is allowed unless it is granted.
 * Defaults: no scope, no mask, no rule, no budget, no end, no approval, live, interactive. Each method returns a narrower or wider
 * copy; immutable and thread-safe. A {@link #narrow() child} draws on its parent's budgets and can never do more.
 */
public final class Grant {
    private final Terms terms;

    private Grant(Terms terms) {
        this.terms = terms;
    }

    /** A grant to an agent, that allows nothing yet. */
    public static Grant to(String actor) {
        return new Grant(Terms.to(actor));
    }

    /** The person for whom the agent acts: recorded, not impersonated. */
    public Grant onBehalfOf(String person) {
        return new Grant(terms.with(copy -> copy.person = person));
    }

    /** The task for which the agent acts: budgets are kept by it, and equal creates and appends in it are one write. */
    public Grant forTask(String task) {
        return new Grant(terms.with(copy -> copy.task = task));
    }

    /**
     * Allows scopes, such as {@code crm:contact:read} or {@code crm:*:read}.
     *
     * @throws IllegalArgumentException if one is not written as a scope
     */
    public Grant allow(String... scopes) {
        return new Grant(terms.with(copy -> parse(scopes, copy.allowed)));
    }

    /**
     * Hides fields by their canonical or the vendor's own name, such as {@code crm:contact:phone} or {@code crm:contact:*}: they are taken out of everything that is read, and cannot be used
     * to filter, sort or write.
     *
     * @throws IllegalArgumentException if one is not written {@code family:resource:field}
     */
    public Grant mask(String... fields) {
        return new Grant(terms.with(copy -> parse(fields, copy.masked)));
    }

    /**
     * Limits a resource, such as {@code crm:contact}, to the records that fit a filter. Several rules must all fit.
     *
     * @throws IllegalArgumentException if the filter is over fields of another resource, so that it would limit nothing
     */
    public Grant where(String resource, Filter<?> rule) {
        if (!rule.comparisons().allMatch(part -> part.field().resource().equals(resource))) {
            throw new IllegalArgumentException("the rule for " + resource + " uses fields of another resource");
        }
        return new Grant(terms.with(copy -> {
            List<Filter<?>> rules = new ArrayList<>(copy.rules.getOrDefault(resource, List.of()));
            rules.add(rule);
            copy.rules.put(resource, rules);
        }));
    }

    /**
     * How many operations may be called in all. The count is kept in the ledger until nobody has used it for the
     * retention of {@link dev.sallyport.connect.Safeguards}, 30 days unless set.
     */
    public Grant maxCalls(long most) {
        return new Grant(terms.with(copy -> copy.maxCalls = most));
    }

    /** How many of them may be writes. */
    public Grant maxWrites(long most) {
        return new Grant(terms.with(copy -> copy.maxWrites = most));
    }

    /** When the grant ends. */
    public Grant until(Instant end) {
        return new Grant(terms.with(copy -> copy.end = end));
    }

    /** Scopes whose calls a person must approve. Without an {@link #approver} they are refused. */
    public Grant requireApproval(String... scopes) {
        return new Grant(terms.with(copy -> parse(scopes, copy.approvals)));
    }

    /** Who is asked for approvals. A child's approver never answers in place of its parent's. */
    public Grant approver(Approver approver) {
        return new Grant(terms.with(copy -> copy.approver = approver));
    }

    /** Nothing is sent by writes; they end as not sent, with the plan of what would have been. */
    public Grant dryRun() {
        return new Grant(terms.with(copy -> copy.dryRun = true));
    }

    /**
     * How urgent its calls are; interactive unless said. The same budgets are drawn on whatever the lane. A child of a
     * batch is a batch.
     */
    public Grant inLane(Lane lane) {
        return new Grant(terms.sameBudgets(copy -> copy.lane = lane));
    }

    /** A child that starts with nothing allowed: whatever it is granted counts only where this grant allows it too. */
    public Grant narrow() {
        return new Grant(Terms.under(this));
    }

    /** The agent. */
    public String actor() {
        return terms.actor;
    }

    /** The person for whom the agent acts, if named. */
    public Optional<String> person() {
        return Optional.ofNullable(terms.person);
    }

    /** The task, if named. */
    public Optional<String> task() {
        return Optional.ofNullable(terms.task);
    }

    /** The grant that this one narrows, if it is a child. */
    public Optional<Grant> parent() {
        return Optional.ofNullable(terms.parent);
    }

    /** The scopes allowed by this grant alone. */
    public Set<Scope> allowed() {
        return Set.copyOf(terms.allowed);
    }

    /** Whether this grant and its parents allow a scope. */
    public boolean allows(Scope scope) {
        return covered(terms.allowed, scope) && (terms.parent == null || terms.parent.allows(scope));
    }

    /** Whether this grant or a parent masks a field of a resource that is written with its family, such as {@code crm:contact}. */
    public boolean masks(String resource, String field) {
        for (Scope mask : terms.masked) {
            if (mask.covers(resource, field)) {
                return true;
            }
        }
        return terms.parent != null && terms.parent.masks(resource, field);
    }

    /** Whether this grant or a parent masks any field, or limits any record, of a family such as {@code database}. */
    public boolean restrictsRecordsOf(String family) {
        return terms.masked.stream()
                        .anyMatch(mask ->
                                mask.family().equals("*") || mask.family().equals(family))
                || terms.rules.keySet().stream().anyMatch(resource -> resource.startsWith(family + ":"))
                || (terms.parent != null && terms.parent.restrictsRecordsOf(family));
    }

    /** The record rules of this grant and its parents for a resource, such as {@code crm:contact}. */
    public List<Filter<?>> rules(String resource) {
        List<Filter<?>> all = new ArrayList<>(terms.rules.getOrDefault(resource, List.of()));
        if (terms.parent != null) {
            all.addAll(terms.parent.rules(resource));
        }
        return all;
    }

    /** The budget of operations of this grant alone. */
    public OptionalLong callBudget() {
        return terms.maxCalls < 0 ? OptionalLong.empty() : OptionalLong.of(terms.maxCalls);
    }

    /** The budget of writes of this grant alone. */
    public OptionalLong writeBudget() {
        return terms.maxWrites < 0 ? OptionalLong.empty() : OptionalLong.of(terms.maxWrites);
    }

    /** By what its budgets are counted: the task, if this grant is the first to name it; else this grant. */
    public String budgetKey() {
        boolean inherited = terms.parent != null && Objects.equals(terms.task, terms.parent.terms.task);
        return terms.task == null || inherited ? "grant/" + terms.id : "task/" + terms.actor + "/" + terms.task;
    }

    /** Whether this grant or a parent has ended. */
    public boolean endedAt(Instant now) {
        return (terms.end != null && !now.isBefore(terms.end)) || (terms.parent != null && terms.parent.endedAt(now));
    }

    /** Whether this grant or a parent wants an approval for a scope. */
    public boolean wantsApproval(Scope scope) {
        return covered(terms.approvals, scope) || (terms.parent != null && terms.parent.wantsApproval(scope));
    }

    /** How urgent its calls are. */
    public Lane lane() {
        return terms.parent != null && terms.parent.lane() == Lane.BATCH ? Lane.BATCH : terms.lane;
    }

    /** Who is asked: this grant's approver, else its parent's. */
    public Optional<Approver> approver() {
        return terms.approver != null ? Optional.of(terms.approver) : parent().flatMap(Grant::approver);
    }

    /** Whether this grant or a parent asks for dry runs. */
    public boolean isDryRun() {
        return terms.dryRun || (terms.parent != null && terms.parent.isDryRun());
    }

    @Override
    public String toString() {
        return "Grant[" + terms.actor + ", allowed=" + terms.allowed + "]";
    }

    private static boolean covered(Set<Scope> patterns, Scope scope) {
        for (Scope pattern : patterns) {
            if (pattern.covers(scope)) {
                return true;
            }
        }
        return false;
    }

    private static void parse(String[] texts, Set<Scope> into) {
        for (String text : texts) {
            into.add(Scope.parse(text));
        }
    }

    /** The terms while a copy is being made; never changed after it. */
    private static final class Terms {
        private final String id;
        private final String actor;
        private final @Nullable Grant parent;
        private final Set<Scope> allowed = new HashSet<>();
        private final Set<Scope> masked = new HashSet<>();
        private final Set<Scope> approvals = new HashSet<>();
        private final Map<String, List<Filter<?>>> rules = new HashMap<>();
        private @Nullable String person;
        private @Nullable String task;
        private @Nullable Instant end;
        private @Nullable Approver approver;
        private long maxCalls = -1;
        private long maxWrites = -1;
        private boolean dryRun;
        private Lane lane = Lane.INTERACTIVE;

        private Terms(String actor, @Nullable Grant parent) {
            this(UUID.randomUUID().toString(), actor, parent);
        }

        private Terms(String id, String actor, @Nullable Grant parent) {
            this.id = id;
            if (actor.isBlank()) {
                throw new IllegalArgumentException("a grant names the agent that it is given to");
            }
            this.actor = actor;
            this.parent = parent;
        }

        private static Terms to(String actor) {
            return new Terms(actor, null);
        }

        private static Terms under(Grant parent) {
            Terms child = new Terms(parent.terms.actor, parent);
            child.person = parent.terms.person;
            child.task = parent.terms.task;
            return child;
        }

        private Terms with(Consumer<Terms> change) {
            return changed(new Terms(actor, parent), change);
        }

        /** A copy that allows exactly as much, so that it must not start with budgets of its own. */
        private Terms sameBudgets(Consumer<Terms> change) {
            return changed(new Terms(id, actor, parent), change);
        }

        private Terms changed(Terms copy, Consumer<Terms> change) {
            copy.allowed.addAll(allowed);
            copy.masked.addAll(masked);
            copy.approvals.addAll(approvals);
            copy.rules.putAll(rules);
            copy.person = person;
            copy.task = task;
            copy.end = end;
            copy.approver = approver;
            copy.maxCalls = maxCalls;
            copy.maxWrites = maxWrites;
            copy.dryRun = dryRun;
            copy.lane = lane;
            change.accept(copy);
            return copy;
        }
    }
}
