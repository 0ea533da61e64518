package dev.sallyport.testkit.contract;

import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.ReplyTap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what went over the wire, and changes replies as a check wants; leaves tokens alone. Thread-safe. */
final class Tape implements ReplyTap {
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile Changing answered = (request, classification, reply) -> reply;
    private volatile Asking instead = (request, classification) -> null;

    /** A request, what it is, and what it was answered; null while it is not. */
    record Taken(FakeRequest request, Classification classification, FakeReply reply) {}

    /** Changes a reply. */
    @FunctionalInterface
    interface Changing {
        FakeReply change(FakeRequest request, Classification classification, FakeReply reply);
    }

    /** Answers in place of the fake. */
    @FunctionalInterface
    interface Asking {
        @Nullable
        FakeReply answer(FakeRequest request, Classification classification);
    }

    Tape changing(Changing how) {
        answered = how;
        return this;
    }

    Tape instead(Asking how) {
        instead = how;
        return this;
    }

    List<Taken> taken() {
        return taken;
    }

    @Override
    public @Nullable FakeReply instead(FakeRequest request, Classification classification) {
        return classification.tokenEndpoint() ? null : instead.answer(request, classification);
    }

    @Override
    public FakeReply answered(FakeRequest request, Classification classification, FakeReply reply) {
        if (classification.tokenEndpoint()) {
            return reply;
        }
        FakeReply changed = answered.change(request, classification, reply);
        taken.add(new Taken(request, classification, changed));
        return changed;
    }
}
