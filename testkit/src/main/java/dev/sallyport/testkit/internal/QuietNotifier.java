package dev.sallyport.testkit.internal;

import com.github.tomakehurst.wiremock.common.Notifier;

/** Says nothing: what WireMock reports here are clients that went away, which is what clients of a hostile fake do. */
final class QuietNotifier implements Notifier {
    @Override
    public void info(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Throwable cause) {}
}
