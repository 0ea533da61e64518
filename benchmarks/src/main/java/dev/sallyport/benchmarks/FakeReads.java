package dev.sallyport.benchmarks;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A stateful read of a fake, its journal on, beside a bare WireMock stub with its journal off. */
final class FakeReads implements Comparison {
    private static final Aim RATE = Aim.atLeast(0.8);

    @Override
    public String name() {
        return "fake-reads";
    }

    @Override
    public String about() {
        return "reads of a record that a fake serves, journal on, beside a bare WireMock stub, journal off";
    }

    @Override
    public Findings measure(Effort effort, PrintWriter progress) throws InterruptedException {
        try (ServerProcess fake = ServerProcess.by(FakeOrg.Server.class);
                ServerProcess stub = ServerProcess.by(BareStub.class);
                Requests fromFake = new Requests(
                        fake.told(0), "/services/data/v62.0/sobjects/Contact/" + fake.told(2), fake.told(1));
                Requests fromStub = new Requests(stub.told(0), BareStub.PATH, stub.told(1))) {
            progress.println("  warming up");
            progress.flush();
            new Sides(fake, stub, fromFake, fromStub).turns(effort, effort.blocks() / 2 + 1);
            return new Sides(fake, stub, fromFake, fromStub)
                    .turns(effort, effort.blocks())
                    .findings();
        }
    }

    /** What both took, by turns. */
    private static final class Sides {
        private final ServerProcess fake;
        private final ServerProcess stub;
        private final Requests fromFake;
        private final Requests fromStub;
        private final List<Double> fakeRates = new ArrayList<>();
        private final List<Double> stubRates = new ArrayList<>();
        private final List<Double> ratios = new ArrayList<>();
        private double fakeCpu;
        private double stubCpu;

        Sides(ServerProcess fake, ServerProcess stub, Requests fromFake, Requests fromStub) {
            this.fake = fake;
            this.stub = stub;
            this.fromFake = fromFake;
            this.fromStub = fromStub;
        }

        Sides turns(Effort effort, int blocks) throws InterruptedException {
            Duration fakeBefore = fake.cpu();
            Duration stubBefore = stub.cpu();
            for (int block = 0; block < blocks; block++) {
                double one = rate(block % 2 == 0 ? fromFake : fromStub, effort.calls());
                double other = rate(block % 2 == 0 ? fromStub : fromFake, effort.calls());
                fakeRates.add(block % 2 == 0 ? one : other);
                stubRates.add(block % 2 == 0 ? other : one);
                ratios.add(fakeRates.get(block) / stubRates.get(block));
            }
            double reads = (double) blocks * fromFake.sent(effort.calls());
            fakeCpu = fake.cpu().minus(fakeBefore).toNanos() / 1e3 / reads;
            stubCpu = stub.cpu().minus(stubBefore).toNanos() / 1e3 / reads;
            return this;
        }

        private static double rate(Requests requests, int each) throws InterruptedException {
            return requests.sent(each) / (requests.send(each) / 1e9);
        }

        Findings findings() {
            return new Findings(
                    List.of(
                            Figure.of("reads of the fake", Spread.of(fakeRates), "reads/s"),
                            Figure.of("reads of the stub", Spread.of(stubRates), "reads/s"),
                            Figure.of("the fake's CPU for a read", fakeCpu, "us"),
                            Figure.of("the stub's CPU for a read", stubCpu, "us"),
                            Figure.of("the fake's rate for the stub's", Spread.of(ratios), "")
                                    .aimedAt(RATE)),
                    List.of());
        }
    }
}
