package dev.sallyport.benchmarks;

import dev.sallyport.connect.Safeguards;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pipeline without a wire: what every call pays, in microseconds. */
final class PipelineAlone implements Comparison {
    private static final Aim READ = Aim.atMost(2);
    private static final Aim WRITE = Aim.atMost(4);

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String about() {
        return "a read and a write through the pipeline over a transport that answers at once, recorded and not";
    }

    @Override
    public Findings measure(Effort effort, PrintWriter progress) {
        Map<String, Turns.Side> sides = new Turns(PipelineBenchmark.class, effort)
                .of(List.of("read", "write", "readRecorded", "writeRecorded"), progress);
        List<Figure> figures = new ArrayList<>();
        sides.forEach((name, side) -> {
            Figure time = Figure.of("pipeline " + words(name), side.score(), "us");
            figures.add(name.equals("read") ? time.aimedAt(READ) : name.equals("write") ? time.aimedAt(WRITE) : time);
            figures.add(Figure.of("pipeline " + words(name) + ", CPU", Spread.of(side.cpu()), "us"));
            figures.add(Figure.of("pipeline " + words(name) + ", allocated", Spread.of(side.allocated()), "bytes"));
        });
        Stages stages = new Stages(effort);
        return new Findings(
                figures,
                List.of(
                        stages.profile("a read", Safeguards.defaults(), Door::read),
                        stages.profile("a write, ledger in memory", Safeguards.defaults(), Door::write)));
    }

    private static String words(String method) {
        return method.replace("Recorded", ", audit file and OpenTelemetry");
    }
}
