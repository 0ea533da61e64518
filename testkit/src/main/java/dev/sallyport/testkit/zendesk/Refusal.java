package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;

/** The vendor's no, thrown out of a handler before anything has changed. */
final class Refusal extends RuntimeException {
    private final transient FakeReply reply;

    Refusal(FakeReply reply) {
        super("refused with " + reply.status(), null, false, false);
        this.reply = reply;
    }

    FakeReply reply() {
        return reply;
    }
}
