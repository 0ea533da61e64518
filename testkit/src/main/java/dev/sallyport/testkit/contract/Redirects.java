package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.ReplyTap;
import java.util.List;
import java.util.Map;

/** Replies that point elsewhere. */
final class Redirects<C extends Connector, F> {
    private final Examination<C, F> x;

    Redirects(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.A_REDIRECT_IS_NOT_FOLLOWED, () -> x.each(x.exercises().all().stream(), this::redirected));
        checks.put(Rule.CREDENTIALS_STAY_WITH_THEIR_HOST, this::links);
    }

    private void redirected(Exercise<C> exercise) {
        for (int status : List.of(302, 307, 308)) {
            try (Stranger stranger = new Stranger();
                    Trial<C, F> trial = x.trial()) {
                for (String location : List.of(
                        stranger.url(), trial.rig().server().orElseThrow().url())) {
                    Tape tape = new Tape()
                            .instead((request, classification) -> request.path().startsWith("/elsewhere")
                                    ? FakeReply.json(200, "{}")
                                    : FakeReply.empty(status).header("Location", location + "/elsewhere"));
                    x.server().tap(tape);
                    Result result = trial.perform(exercise, EVERYTHING);
                    String when = "answered with " + status + " ";
                    Seen.unless(stranger.visits() == 0, when + "went to another host");
                    Seen.unless(
                            tape.taken().stream()
                                    .noneMatch(taken -> taken.request().path().startsWith("/elsewhere")),
                            when + "followed");
                    Seen.unless(!result.succeeded(), when + result.words());
                }
                Seen.unless(trial.effects() == 0, "answered with " + status + " committed something");
            }
        }
    }

    private void links() {
        try (Stranger stranger = new Stranger();
                Trial<C, F> trial = x.trial()) {
            x.exercises().walks().forEach(walk -> {
                for (int i = 0; i < 12; i++) {
                    walk.more().add(trial.rig().fake(), i);
                }
            });
            x.server().tap(leadingTo(stranger.url(), x.server().url()));
            Safeguards safeguards = Safeguards.builder().time(trial.clock()).build();
            trial.result(() -> {
                try (C second = x.connect(safeguards)) {
                    x.exercises().reads().forEach(one -> trial.result(() -> run(one, second)));
                    return true;
                }
            });
            x.each(x.exercises().all().stream(), exercise -> {
                trial.perform(exercise, EVERYTHING);
                Seen.unless(stranger.visits() == 0, "followed a link to another host");
            });
        }
    }

    private static <C> Object run(Exercise<C> exercise, C connector) {
        return String.valueOf(exercise.run(connector, EVERYTHING, dev.sallyport.effect.Intent.automatic()));
    }

    /** Every link, absolute or not, leads to the stranger; those in replies with tokens too. */
    private static ReplyTap leadingTo(String stranger, String fake) {
        return new ReplyTap() {
            @Override
            public FakeReply answered(FakeRequest request, Classification classification, FakeReply reply) {
                return reply.length() == 0
                        ? reply
                        : ReplyJson.with(
                                reply,
                                reply.text()
                                        .replace(fake, stranger)
                                        .replaceAll("\"(/[A-Za-z][^\"]*)\"", "\"" + stranger + "$1\""));
            }
        };
    }
}
