package dev.sallyport.testkit.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/** Every request comes through here: host, origin and token are checked, then its route answers it. */
final class Door implements HttpHandler {
    private final Console console;
    private final Gate gate;
    private final Assets assets = new Assets();

    Door(Console console, Gate gate) {
        this.console = console;
        this.gate = gate;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                answer(exchange);
            } catch (ControlException refused) {
                refuse(exchange, refused);
            } catch (IllegalArgumentException wrong) {
                refuse(exchange, new ControlException(400, "bad-request", text(wrong), Hints.ROUTES));
            } catch (RuntimeException failure) {
                refuse(exchange, new ControlException(500, "failed", text(failure), "this is a bug of the fake"));
            }
        }
    }

    private static String text(RuntimeException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private void answer(HttpExchange exchange) throws IOException {
        gate.checkHost(exchange.getRequestHeaders());
        String path = exchange.getRequestURI().getRawPath();
        Assets.Asset asset = exchange.getRequestMethod().equals("GET") ? assets.find(path) : null;
        if (asset != null) {
            Call.send(exchange, 200, asset.type(), asset.body());
            return;
        }
        gate.checkToken(exchange.getRequestHeaders());
        Routes.Match match = Routes.find(exchange.getRequestMethod(), path);
        match.route().handler().handle(new Call(exchange, console, match.parameters()));
    }

    private static void refuse(HttpExchange exchange, ControlException refused) throws IOException {
        if (exchange.getResponseCode() > 0) {
            return;
        }
        if (refused.status() == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        Map<String, String> error =
                Map.of("code", refused.code(), "message", String.valueOf(refused.getMessage()), "hint", refused.hint());
        Call.send(exchange, refused.status(), Call.JSON_TYPE, Call.JSON.writeValueAsBytes(Map.of("error", error)));
    }
}
