package dev.sallyport.http;

import okhttp3.Call;
import okhttp3.EventListener;

/** Notes whether a request byte was handed to a connected socket. */
final class SentWatch {
    private volatile boolean sent;

    boolean sent() {
        return sent;
    }

    /** Listens for all calls of a client and tells the watch of each. */
    static EventListener listener() {
        return new EventListener() {
            @Override
            public void requestHeadersStart(Call call) {
                SentWatch watch = call.request().tag(SentWatch.class);
                if (watch != null) {
                    watch.sent = true;
                }
            }
        };
    }
}
