package dev.sallyport.testkit.internal;

/** The listening socket, as far as the engine moves it. */
interface Door {
    /** Refuses new connections from now on. */
    void shut();

    /** Takes connections again on the same port. */
    void reopen();
}
