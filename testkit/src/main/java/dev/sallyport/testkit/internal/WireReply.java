package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.fault.Cut;
import dev.sallyport.testkit.spi.FakeReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen on the socket: a reply or a cut, after a hold; the body perhaps trickling.
 *
 * @param reply null where the connection is cut
 */
record WireReply(@Nullable FakeReply reply, @Nullable Cut cut, Duration hold, Duration trickle) {
    static WireReply of(FakeReply reply) {
        return new WireReply(reply, null, Duration.ZERO, Duration.ZERO);
    }

    static WireReply cut(Cut how, Duration hold) {
        return new WireReply(null, how, hold, Duration.ZERO);
    }

    Duration planned() {
        return hold.plus(trickle);
    }
}
