package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.Fetched;
import dev.sallyport.connect.Connector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Each member of each record on the wire, one at a time: unknown, unset, absent, junk. */
final class WireFields<C extends Connector, F> {
    private static final String STRANGE = "sallyport_unknown";
    private static final String JUNK = "junk-55ab";
    /** Shorter ones are found anywhere. */
    private static final int SHORTEST = 5;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Examination<C, F> x;

    WireFields(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(
                Rule.AN_UNKNOWN_MEMBER_DOES_NO_HARM, () -> x.each(x.exercises().reads(), this::unknown));
        checks.put(
                Rule.AN_UNSET_MEMBER_IS_NOTHING,
                () -> x.each(x.exercises().reads(), one -> each(one, (record, name) -> record.putNull(name), false)));
        checks.put(
                Rule.AN_ABSENT_MEMBER_IS_A_FINDING,
                () -> x.each(x.exercises().reads(), one -> each(one, (record, name) -> record.remove(name), true)));
        checks.put(Rule.JUNK_IS_A_FINDING, () -> x.each(x.exercises().reads(), this::junk));
        checks.put(
                Rule.A_NUMBER_IN_QUOTES_IS_NOT_LOST, () -> x.each(x.exercises().reads(), this::quoted));
        checks.put(Rule.A_BAD_RECORD_FAILS_NO_PAGE, () -> x.each(x.exercises().walks(), this::page));
    }

    /** Damages one member of a record. */
    @FunctionalInterface
    private interface Damage {
        void to(ObjectNode record, String member);
    }

    private void unknown(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            List<Fetched<?>> before = records(trial, exercise);
            x.server()
                    .tap(new Tape()
                            .changing((request, classification, reply) -> ReplyJson.changed(reply, document -> {
                                ReplyJson.objects(document)
                                        .forEach(object -> object.set(
                                                STRANGE, JSON.objectNode().put("a", JUNK)));
                                return true;
                            })));
            List<Fetched<?>> after = records(trial, exercise);
            List<Deep.Drift> drifts = Deep.between(values(before), values(after)).stream()
                    .filter(drift -> !drift.path().contains(STRANGE))
                    .toList();
            Seen.unless(drifts.isEmpty(), "changed at " + Functions.paths(drifts) + " by members that nobody knows");
        }
    }

    private void junk(Exercise<C> exercise) {
        each(exercise, (record, name) -> record.set(name, JSON.objectNode().put("sallyport", JUNK)), true);
        each(exercise, (record, name) -> record.put(name, JUNK), true);
    }

    private void quoted(Exercise<C> exercise) {
        Damage damage = (record, name) -> {
            if (record.path(name).isNumber()) {
                record.put(name, record.path(name).asString());
            }
        };
        each(exercise, damage, true);
    }

    /** Damages each member in turn; what is lost by it must be nothing, or be the junk itself, and be told where it must be. */
    private void each(Exercise<C> exercise, Damage damage, boolean told) {
        try (Trial<C, F> trial = x.trial()) {
            List<Fetched<?>> before = records(trial, exercise);
            int met = 0;
            for (String member : members(before)) {
                boolean[] done = new boolean[1];
                x.server()
                        .tap(new Tape()
                                .changing((request, classification, reply) -> ReplyJson.changed(reply, document -> {
                                    List<ObjectNode> found = ReplyJson.records(document, before);
                                    found.forEach(record -> damage.to(record, member));
                                    done[0] |= !found.isEmpty();
                                    return !found.isEmpty();
                                })));
                Result result = trial.perform(exercise, EVERYTHING);
                if (done[0]) {
                    met++;
                    judge(member, before, result, told);
                }
            }
            Seen.Nothing.unless(met > 0, "the reply shows no record as raw() has it");
        }
    }

    private static void judge(String member, List<Fetched<?>> before, Result result, boolean told) {
        List<Fetched<?>> after = Deep.fetched(result.value());
        if (result.error() != null || after.size() != before.size()) {
            throw new Seen("with a damaged '" + member + "' " + result.words(), result.error());
        }
        for (int i = 0; i < before.size(); i++) {
            for (Deep.Drift drift :
                    Deep.between(before.get(i).value(), after.get(i).value())) {
                boolean nothing = Deep.isNothing(drift.after());
                Seen.unless(
                        nothing || Deep.text(drift.after()).contains(JUNK) || isElsewhere(drift.after(), after.get(i)),
                        "with a damaged '" + member + "' shows another value at " + drift.path());
                Seen.unless(
                        !told
                                || !nothing
                                || drift.mapped()
                                || !after.get(i).findings().isEmpty(),
                        "with a damaged '" + member + "' lost " + drift.path() + " without a finding");
            }
        }
    }

    /** Another member may carry the same, and is as good; what is in no member is made up. */
    private static boolean isElsewhere(@Nullable Object value, Fetched<?> record) {
        String text = Deep.text(value);
        return text.length() >= SHORTEST && Deep.text(record.raw()).contains(text);
    }

    private void page(Exercise.Walking<C, F> exercise) {
        Seen.Nothing.unless(!exercise.filtered(), "its filter may leave a damaged record out");
        try (Trial<C, F> trial = x.trial()) {
            for (int i = 0; i < 3; i++) {
                exercise.more().add(trial.rig().fake(), i);
            }
            List<Fetched<?>> before = records(trial, exercise);
            for (String member : members(before)) {
                x.server()
                        .tap(new Tape()
                                .changing((request, classification, reply) -> ReplyJson.changed(reply, document -> {
                                    List<ObjectNode> found = ReplyJson.records(document, before);
                                    found.stream()
                                            .skip(1)
                                            .limit(1)
                                            .forEach(record -> record.set(
                                                    member, JSON.arrayNode().add(JUNK)));
                                    return !found.isEmpty();
                                })));
                Result result = trial.perform(exercise, EVERYTHING);
                int delivered = Deep.fetched(result.value()).size();
                if (delivered != before.size()) {
                    throw new Seen(
                            "with a damaged '" + member + "' delivered " + delivered + " of " + before.size()
                                    + " records: " + result.words(),
                            result.error());
                }
            }
        }
    }

    /** The records that an exercise gives. */
    static <C extends Connector> List<Fetched<?>> records(Trial<C, ?> trial, Exercise<C> exercise) {
        Result result = trial.perform(exercise, EVERYTHING);
        if (!result.succeeded()) {
            throw new Seen(result.words(), result.error());
        }
        List<Fetched<?>> records = Deep.fetched(result.value());
        Seen.Nothing.unless(!records.isEmpty(), "it gives no Fetched");
        return records;
    }

    private static List<?> values(List<Fetched<?>> records) {
        return records.stream().map(Fetched::value).toList();
    }

    /** The members of the records, but those by which they are known. */
    static Set<String> members(List<Fetched<?>> records) {
        Set<String> members = new TreeSet<>();
        records.forEach(one -> one.raw().forEach((name, value) -> {
            if (!isIdentity(one, value)) {
                members.add(name);
            }
        }));
        records.forEach(one -> one.raw().forEach((name, value) -> {
            if (isIdentity(one, value)) {
                members.remove(name);
            }
        }));
        return members;
    }

    private static boolean isIdentity(Fetched<?> fetched, @Nullable Object value) {
        return String.valueOf(value).equals(Deep.identity(fetched));
    }
}
