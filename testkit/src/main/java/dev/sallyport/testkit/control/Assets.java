package dev.sallyport.testkit.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page and what anybody may read: it holds nothing of the fakes. */
final class Assets {
    private static final String HTML = "text/html; charset=utf-8";

    private final Map<String, Asset> byPath;

    Assets() {
        Asset page = load("page.html", HTML);
        Asset openApi = load("openapi.json", Call.JSON_TYPE);
        byPath = Map.of(
                "/", page,
                "/__fake/page", page,
                "/__fake/page.css", load("page.css", "text/css; charset=utf-8"),
                "/__fake/page.js", load("page.js", "text/javascript; charset=utf-8"),
                "/__fake/icon.svg", load("icon.svg", "image/svg+xml"),
                "/favicon.ico", load("icon.svg", "image/svg+xml"),
                "/__fake/openapi.json", openApi);
    }

    /** A file as it is sent. */
    static final class Asset {
        private final String type;
        private final byte[] body;

        private Asset(String type, byte[] body) {
            this.type = type;
            this.body = body;
        }

        String type() {
            return type;
        }

        /** Not copied: whoever asks only writes it out. */
        byte[] body() {
            return body;
        }
    }

    @Nullable
    Asset find(String path) {
        return byPath.get(path);
    }

    private static Asset load(String name, String type) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the testkit's jar lacks " + name);
            }
            return new Asset(type, in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
