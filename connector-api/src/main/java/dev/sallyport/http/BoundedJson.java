package dev.sallyport.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON from a hostile reply: bounded in size and depth, of the right content type, and complete. */
final class BoundedJson {
    private static final long MOST_BYTES = 32L << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxNumberLength(1_000)
                            .maxStringLength((int) MOST_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private BoundedJson() {}

    /**
     * The body of a reply; null if there is none, or if it is not JSON and the reply was no success anyway.
     *
     * @throws NotJson if a success holds something else than whole JSON
     * @throws IOException if the connection breaks
     */
    static @Nullable JsonNode read(Response response, boolean success) throws IOException {
        ResponseBody body = response.body();
        if (response.code() == 204 || body.source().exhausted()) {
            return null;
        }
        String kind = kind(response.header("Content-Type", ""));
        if (!kind.contains("json")) {
            if (success) {
                throw new NotJson("The system answered with "
                        + (kind.equals("html") ? "a web page" : "another kind of content") + " instead of JSON.");
            }
            return null;
        }
        try (InputStream in = new Bounded(body.byteStream())) {
            JsonNode document = MAPPER.readTree(in);
            return document.isMissingNode() ? null : document;
        } catch (JacksonException e) {
            IOException cause = e.getCause() instanceof IOException io ? io : null;
            if (cause != null && !(cause instanceof NotJson)) {
                throw cause;
            }
            if (!success) {
                return null;
            }
            throw cause == null ? new NotJson("The system's JSON is cut off, malformed or too deep.") : cause;
        }
    }

    /** The subtype of a content type, such as {@code json}; without OkHttp's own parser, which is slow. */
    private static String kind(String contentType) {
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return type.substring(type.indexOf('/') + 1).strip().toLowerCase(Locale.ROOT);
    }

    /** A success without the JSON that it should hold. */
    static final class NotJson extends IOException {
        private final String advice;

        NotJson(String advice) {
            super(advice);
            this.advice = advice;
        }

        String advice() {
            return advice;
        }
    }

    /** Ends a stream that grows too large. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws NotJson {
            left -= read;
            if (left < 0) {
                throw new NotJson("The reply is larger than " + (MOST_BYTES >> 20) + " MiB.");
            }
        }
    }
}
