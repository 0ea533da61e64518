package dev.sallyport.testkit.control;

/** How to mend what was refused. */
final class Hints {
    static final String HOST = "call it by 127.0.0.1 or localhost, or start it with --allow-host NAME";
    static final String ORIGIN = "open the page at its own address, or call without an Origin header";
    static final String TOKEN = "send Authorization: Bearer with the token that was printed at the start";
    static final String ROUTES = "GET /__fake/openapi.json lists what there is";

    private Hints() {}
}
