package dev.sallyport.benchmarks;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How long until a further fake is ready in a warm JVM, beside a bare WireMock server. */
final class FakeStarts implements Comparison {
    private static final Aim RATIO = Aim.atMost(3);

    @Override
    public String name() {
        return "fake-starts";
    }

    @Override
    public String about() {
        return "a further fake in a warm JVM until it is ready, beside a bare WireMock server";
    }

    @Override
    public Findings measure(Effort effort, PrintWriter progress) {
        progress.println("  warming up");
        progress.flush();
        turns(effort.blocks() / 2 + 1);
        Starts all = turns(effort.blocks());
        return new Findings(
                List.of(
                        Figure.of("WireMock", Spread.of(all.wireMock), "us"),
                        Figure.of("fake Salesforce", Spread.of(all.salesforce), "us"),
                        Figure.of("fake Zendesk", Spread.of(all.zendesk), "us"),
                        Figure.of("the slower fake for WireMock", all.ratio(), "")
                                .aimedAt(RATIO)),
                List.of());
    }

    private record Starts(List<Double> wireMock, List<Double> salesforce, List<Double> zendesk) {
        double ratio() {
            double slower =
                    Math.max(Spread.of(salesforce).median(), Spread.of(zendesk).median());
            return slower / Spread.of(wireMock).median();
        }
    }

    private static Starts turns(int times) {
        Starts starts = new Starts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < times; i++) {
            long before = System.nanoTime();
            WireMockServer server = BareStub.start();
            starts.wireMock.add((System.nanoTime() - before) / 1e3);
            server.stop();
            starts.salesforce.add(fake(FakeSalesforce::start));
            starts.zendesk.add(fake(FakeZendesk::start));
        }
        return starts;
    }

    private static double fake(Supplier<? extends FakeServer> start) {
        long before = System.nanoTime();
        FakeServer started = start.get();
        double took = (System.nanoTime() - before) / 1e3;
        started.close();
        return took;
    }
}
