package dev.sallyport.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Intents on disk, 32 threads through the SQLite ledger, beside SQLite with one row a transaction. */
final class DurableIntents implements Comparison {
    private static final Aim RATIO = Aim.atLeast(4);

    @Override
    public String name() {
        return "intents";
    }

    @Override
    public String about() {
        return "durable intents a second, 32 threads through the SQLite ledger, beside one row a transaction";
    }

    @Override
    public Findings measure(Effort effort, PrintWriter progress) {
        Map<String, Turns.Side> sides =
                new Turns(LedgerBenchmark.class, effort).of(List.of("row", "claim", "life"), progress);
        Turns.Side row = side(sides, "row");
        Turns.Side claim = side(sides, "claim");
        return new Findings(
                List.of(
                        Figure.of("SQLite, one row a transaction", row.score(), "rows/s"),
                        Figure.of("intents claimed, 32 threads", claim.score(), "intents/s"),
                        Figure.of(
                                "intents claimed, renewed, settled",
                                side(sides, "life").score(),
                                "intents/s"),
                        Figure.of("intents claimed for a row in its own transaction", ratios(claim, row), "")
                                .aimedAt(RATIO)),
                List.of());
    }

    /** Round by round, so that a slow disk in one round meets both. */
    private static Spread ratios(Turns.Side one, Turns.Side other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < one.scores().size(); round++) {
            ratios.add(one.scores().get(round) / other.scores().get(round));
        }
        return Spread.of(ratios);
    }

    private static Turns.Side side(Map<String, Turns.Side> sides, String name) {
        Turns.Side side = sides.get(name);
        if (side == null) {
            throw new IllegalStateException(name + " was measured");
        }
        return side;
    }
}
