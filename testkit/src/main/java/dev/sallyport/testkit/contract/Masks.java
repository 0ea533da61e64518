package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.Fetched;
import dev.sallyport.access.Scope;
import dev.sallyport.connect.Connector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is masked is nowhere: not in the value, not in what the vendor sent, not in a finding. */
final class Masks<C extends Connector, F> {
    private final Examination<C, F> x;

    Masks(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.A_MASK_COVERS_EVERYTHING, () -> x.each(x.exercises().reads(), this::masked));
    }

    private void masked(Exercise<C> exercise) {
        String canary = ConnectorContract.CANARY;
        String resource = x.learn(exercise).scopes().stream()
                .map(Scope::qualifiedResource)
                .collect(Collectors.joining());
        try (Trial<C, F> trial = x.trial()) {
            List<Fetched<?>> before = WireFields.records(trial, exercise);
            Seen.Nothing.unless(text(before).contains(canary), "no record shows the canary");
            hides(trial, exercise, resource + ":*", canary);
            holders(before).forEach((field, text) -> hides(trial, exercise, resource + ":" + field, text));
            x.server()
                    .tap(new Tape()
                            .changing((request, what, reply) -> ReplyJson.changed(reply, document -> {
                                ReplyJson.records(document, before).forEach(record -> damage(record, before));
                                return true;
                            })));
            hides(trial, exercise, resource + ":*", canary);
        }
    }

    private static void damage(ObjectNode record, List<Fetched<?>> before) {
        for (String member : WireFields.members(before)) {
            if (record.path(member).toString().contains(ConnectorContract.CANARY)) {
                record.set(member, JsonNodeFactory.instance.objectNode().put("a", ConnectorContract.CANARY));
            }
        }
    }

    private void hides(Trial<C, F> trial, Exercise<C> exercise, String mask, String hidden) {
        List<Fetched<?>> shown =
                Deep.fetched(trial.perform(exercise, EVERYTHING.mask(mask)).value());
        Seen.unless(!text(shown).contains(hidden), "shows content although " + mask + " is masked");
    }

    /** Canonical fields that hold a canary of their own, with it. */
    private static Map<String, String> holders(List<Fetched<?>> records) {
        Map<String, String> holders = new TreeMap<>();
        for (Fetched<?> fetched : records) {
            if (fetched.value() instanceof Record record) {
                Map<String, @Nullable Object> fields = Deep.components(record);
                fields.values().removeIf(Map.class::isInstance);
                fields.forEach((name, value) -> {
                    String text = Deep.text(value);
                    long alike = fields.values().stream()
                            .filter(other -> Deep.text(other).contains(text))
                            .count();
                    if (text.contains(ConnectorContract.CANARY) && alike == 1) {
                        holders.put(name, text);
                    }
                });
            }
        }
        return holders;
    }

    private static String text(List<Fetched<?>> records) {
        StringBuilder all = new StringBuilder();
        records.forEach(one ->
                all.append(Deep.text(one.value())).append(Deep.text(one.raw())).append(Deep.text(one.findings())));
        return all.toString();
    }
}
