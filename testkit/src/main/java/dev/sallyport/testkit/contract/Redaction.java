package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.ReplyTap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** What must be told to nobody: secrets and content. */
final class Redaction<C extends Connector, F> {
    /** Shorter ones would be found in innocent words. */
    private static final int SHORTEST = 8;

    private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 409, 422, 429, 500);
    private final Examination<C, F> x;

    Redaction(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.NO_SECRET_IS_TOLD, this::secrets);
        checks.put(Rule.NO_PAYLOAD_IS_TOLD, this::payload);
    }

    private void secrets() {
        Set<String> secrets = collected();
        Seen.Nothing.unless(!secrets.isEmpty(), "no request carries a secret");
        x.each(x.exercises().all().stream(), exercise -> told(exercise, secrets, "a secret"));
        Seen.unless(
                x.server().journal().entries().stream().noneMatch(JournalEntry::secretInUrl), "a URL held a secret");
    }

    private void payload() {
        x.each(x.exercises().all().stream(), exercise -> told(exercise, Set.of(ConnectorContract.CANARY), "content"));
    }

    /** Does everything that can go wrong, with replies that quote all they were sent. */
    private void told(Exercise<C> exercise, Set<String> hidden, String what) {
        try (Overheard overheard = new Overheard();
                Trial<C, F> trial = x.trial()) {
            trial.perform(exercise, EVERYTHING);
            for (int status : STATUSES) {
                x.server().tap(new Tape().instead((request, classification) -> quoting(status, request)));
                trial.perform(exercise, EVERYTHING);
            }
            x.server().tap(new Tape().instead((request, classification) -> quoting(200, request)));
            trial.perform(exercise, EVERYTHING);
            x.server().tap(ReplyTap.NONE);
            for (FaultKind kind : List.of(FaultKind.TRUNCATED_BODY, FaultKind.REPLY_LOST, FaultKind.HTML_200)) {
                x.server().plan(FaultPlan.of(FaultRule.of(kind).always()));
                trial.perform(exercise, EVERYTHING);
            }
            trial.witness().tell(trial.connector());
            trial.witness().tell(trial.connector().strategies());
            for (String secret : hidden) {
                trial.witness().told().stream()
                        .filter(text -> text.contains(secret))
                        .findFirst()
                        .ifPresent(text -> {
                            throw new Seen("told " + what + ": " + text.replace(secret, "***"), null);
                        });
                Seen.unless(!overheard.all().contains(secret), "logged " + what);
            }
        }
    }

    private static FakeReply quoting(int status, FakeRequest request) {
        String all = ConnectorContract.CANARY + " " + request.header("Authorization") + " " + request.text();
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("message", all)
                .put("error", all)
                .put("error_description", all)
                .put("description", all)
                .put("title", all)
                .put("detail", all);
        body.putArray("errors").addObject().put("message", all).put("code", all);
        return FakeReply.json(status, body);
    }

    /** What clients show to be let in: tokens, and what was sent and answered where tokens are got. */
    private Set<String> collected() {
        Set<String> secrets = ConcurrentHashMap.newKeySet();
        secrets.addAll(x.server().credentials().values());
        try (Trial<C, F> trial = x.trial()) {
            x.server().tap(new ReplyTap() {
                @Override
                public FakeReply answered(FakeRequest request, Classification classification, FakeReply reply) {
                    collect(request.header("Authorization"), secrets);
                    return reply;
                }
            });
            Safeguards safeguards = Safeguards.builder().time(trial.clock()).build();
            try (C second = x.connect(safeguards)) {
                x.exercises()
                        .reads()
                        .limit(1)
                        .forEach(read -> trial.result(() -> {
                            read.run(second, EVERYTHING, dev.sallyport.effect.Intent.automatic());
                            return true;
                        }));
            }
        }
        secrets.removeIf(secret -> secret.length() < SHORTEST || secret.contains("@"));
        return secrets;
    }

    private static void collect(@Nullable String header, Set<String> secrets) {
        if (header == null) {
            return;
        }
        String shown = header.substring(header.indexOf(' ') + 1);
        secrets.add(shown);
        if (header.startsWith("Basic ")) {
            String pair = new String(Base64.getDecoder().decode(shown), StandardCharsets.UTF_8);
            secrets.add(pair.substring(pair.indexOf(':') + 1));
        }
    }
}
