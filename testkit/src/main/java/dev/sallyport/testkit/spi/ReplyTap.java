package dev.sallyport.testkit.spi;

import org.jspecify.annotations.Nullable;

/**
 * Listens on a fake's wire, and may put a reply of its own in place of the fake's: what no vendor's dialect knows, such as a
 * redirect, a member that nobody documented, or a link to somewhere else. Works for every pack. Called by the fake's threads;
 * thread-safe. Must not wait.
 */
public interface ReplyTap {
    /** Nothing is listened to. */
    ReplyTap NONE = new ReplyTap() {};

    /** What is answered before the fake does anything: nothing is charged and nothing committed then; null lets it come. */
    default @Nullable FakeReply instead(FakeRequest request, Classification classification) {
        return null;
    }

    /** What is answered in place of this reply, which stands for what the fake has done already. */
    default FakeReply answered(FakeRequest request, Classification classification, FakeReply reply) {
        return reply;
    }
}
