package dev.sallyport.chaos.fleet;

/** One way of calling a metered system as fast as it lets you. Safe for several threads. */
interface Caller extends AutoCloseable {
    /** One call, through all waits and retries; returns when it was let through, or gave up. */
    void call(String id) throws InterruptedException;

    @Override
    void close();
}
