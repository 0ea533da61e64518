package dev.sallyport.testkit.control;

/** How the client behaved. */
final class VerdictCalls {
    private VerdictCalls() {}

    static void verdict(Call call) {
        throw new ControlException(501, "no-verdict", "no judge is built in yet", "read the journal and the truth");
    }
}
