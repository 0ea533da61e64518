package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.fault.Cut;
import dev.sallyport.testkit.spi.FakeReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen on the socket, in the fake's time: a reply or a cut, after a hold, and how the body comes.
 *
 * @param reply null where the connection is cut in place of it
 * @param cut how the connection ends; null where it goes on
 * @param spread over how long the body comes, or how long half of it is all there is before the cut
 */
record WireReply(@Nullable FakeReply reply, @Nullable Cut cut, Duration hold, Duration spread) {
    static WireReply of(FakeReply reply) {
        return new WireReply(reply, null, Duration.ZERO, Duration.ZERO);
    }

    static WireReply late(FakeReply reply, Duration hold) {
        return new WireReply(reply, null, hold, Duration.ZERO);
    }

    static WireReply trickling(FakeReply reply, Duration over) {
        return new WireReply(reply, null, Duration.ZERO, over);
    }

    /** Half of the body, silence, and the end of the connection. */
    static WireReply brokenOff(FakeReply reply, Cut how, Duration silence) {
        return new WireReply(reply, how, Duration.ZERO, silence);
    }

    static WireReply cut(Cut how, Duration hold) {
        return new WireReply(null, how, hold, Duration.ZERO);
    }

    WireReply with(FakeReply dressed) {
        return new WireReply(dressed, cut, hold, spread);
    }

    Duration planned() {
        return hold.plus(spread);
    }

    /** Whether any server could send it, so that nothing of ours is needed on the socket. */
    boolean isPlain() {
        return cut == null && planned().isZero();
    }
}
