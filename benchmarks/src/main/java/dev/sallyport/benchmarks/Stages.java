package dev.sallyport.benchmarks;

import dev.sallyport.connect.Safeguards;
import dev.sallyport.pipeline.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Times each stage of a call by the pipeline's own watch, as the median of many blocks of calls. The watching itself takes
 * about 25 ns a stage.
 */
final class Stages {
    private static final int CALLS = 250;
    private final Effort effort;

    Stages(Effort effort) {
        this.effort = effort;
    }

    Profile profile(String title, Safeguards safeguards, Consumer<Door> call) {
        StopWatch watch = new StopWatch();
        Door door = Door.watched(safeguards, watch::enter);
        int blocks = effort.blocks() * 4;
        for (int block = 0; block < blocks * 2; block++) {
            if (block == blocks) {
                watch.forget();
            }
            for (int i = 0; i < CALLS; i++) {
                watch.begin();
                call.accept(door);
                watch.end();
            }
            watch.closeBlock();
        }
        return new Profile(title + ", by stage", "ns", watch.parts());
    }

    /** Adds up the time between entering one stage and entering the next. */
    private static final class StopWatch {
        private final Map<Stage, Slot> slots = new EnumMap<>(Stage.class);
        private final Slot beginning = new Slot();
        private Slot at = beginning;
        private long since;

        private StopWatch() {
            for (Stage stage : Stage.values()) {
                slots.put(stage, new Slot());
            }
        }

        void begin() {
            at = beginning;
            since = System.nanoTime();
        }

        void enter(Stage stage) {
            long now = System.nanoTime();
            at.nanos += now - since;
            at = slots.getOrDefault(stage, beginning);
            since = now;
        }

        void end() {
            at.nanos += System.nanoTime() - since;
        }

        void closeBlock() {
            beginning.closeBlock();
            slots.values().forEach(Slot::closeBlock);
        }

        void forget() {
            beginning.blocks.clear();
            slots.values().forEach(slot -> slot.blocks.clear());
        }

        List<Profile.Part> parts() {
            List<Profile.Part> parts = new ArrayList<>();
            parts.add(new Profile.Part("before the guard", beginning.median()));
            slots.forEach((stage, slot) -> {
                if (slot.median() > 0) {
                    parts.add(new Profile.Part(stage.name().toLowerCase(Locale.ROOT), slot.median()));
                }
            });
            return parts;
        }
    }

    /** What one stage took in this block, and for a call in each block before. */
    private static final class Slot {
        private final List<Double> blocks = new ArrayList<>();
        private long nanos;

        void closeBlock() {
            blocks.add(nanos / (double) CALLS);
            nanos = 0;
        }

        double median() {
            return Spread.of(blocks).median();
        }
    }
}
