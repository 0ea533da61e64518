package dev.sallyport.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** OkHttp with everything switched off by which it would send a request again by itself. */
final class QuietClient {
    private static final String RETRY_AFTER = "Retry-After";
    private static final String HIDDEN = "Sallyport-Retry-After";

    /** OkHttp keeps five, so that more callers than that would go on making connections. */
    private static final int MOST_IDLE = 256;

    /** Shorter than servers and what stands before them wait: a write on a connection that they just closed ends in doubt. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    private QuietClient() {}

    static OkHttpClient build() {
        return new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .proxyAuthenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(MOST_IDLE, LONGEST_IDLE.toSeconds(), TimeUnit.SECONDS))
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .eventListener(SentWatch.listener())
                .addNetworkInterceptor(hideRetryAfter())
                .build();
    }

    /** Where a header is found after the hiding. */
    static String renamed(@Nullable String name) {
        return RETRY_AFTER.equalsIgnoreCase(name) ? HIDDEN : String.valueOf(name);
    }

    /** A 503 with "Retry-After: 0" makes OkHttp send a request without a body again; it must not see the header. */
    private static Interceptor hideRetryAfter() {
        return chain -> {
            Response response = chain.proceed(chain.request());
            String value = response.header(RETRY_AFTER);
            return value == null
                    ? response
                    : response.newBuilder()
                            .headers(hidden(response.headers(), value))
                            .build();
        };
    }

    /** Unsafe, because what came over the wire need not be ASCII and is looked at later. */
    private static Headers hidden(Headers headers, String value) {
        return headers.newBuilder()
                .removeAll(RETRY_AFTER)
                .addUnsafeNonAscii(HIDDEN, value)
                .build();
    }
}
