package dev.sallyport.testkit.control;

import com.sun.net.httpserver.HttpExchange;
import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.JournalPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was asked of a fake and what it committed. */
final class JournalCalls {
    private static final int CHUNK = 500;
    private static final long LOOK_EVERY_MILLIS = 150;
    private static final int LOOKS_BETWEEN_BEATS = 40;

    private JournalCalls() {}

    static void page(Call call) throws IOException {
        long from = call.number("from", 0, 0, Long.MAX_VALUE);
        int limit = (int) call.number("limit", 100, 1, 1000);
        call.answer(call.fake().journal(from, limit));
    }

    static void truth(Call call) throws IOException {
        List<Effect> all = call.fake().truth().list();
        long from = call.number("from", 0, 0, Long.MAX_VALUE);
        int limit = (int) call.number("limit", 100, 1, 1000);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("count", all.size());
        page.put("from", from);
        page.put("effects", all.stream().skip(from).limit(limit).toList());
        call.answer(page);
    }

    /** Server-sent events: one for each request from {@code from} on, with its position as the event's id. */
    static void live(Call call) throws IOException {
        FakeServer fake = call.fake();
        long from = call.number("from", fake.journal(Long.MAX_VALUE, 0).next(), 0, Long.MAX_VALUE);
        if (!call.console().openStream()) {
            throw new ControlException(503, "too-many-streams", "too many live streams are open", "close some");
        }
        HttpExchange exchange = call.exchange();
        Call.headers(exchange, "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            stream(call.console(), fake, from, out);
        } catch (IOException gone) {
            // The listener hung up, which is how every stream ends.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            call.console().closeStream();
        }
    }

    private static void stream(Console console, FakeServer fake, long from, OutputStream out)
            throws IOException, InterruptedException {
        long position = from;
        write(out, ": open\n\n");
        for (int quiet = 0; !console.isClosed(); quiet++) {
            JournalPage page = fake.journal(position, CHUNK);
            if (page.count() < position) {
                // A reset began the journal anew.
                position = 0;
                write(out, "event: reset\ndata: {}\n\n");
                continue;
            }
            if (!page.entries().isEmpty()) {
                events(out, page);
                position = page.next();
                quiet = 0;
            } else if (quiet % LOOKS_BETWEEN_BEATS == LOOKS_BETWEEN_BEATS - 1) {
                write(out, ": still here\n\n");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static void events(OutputStream out, JournalPage page) throws IOException {
        StringBuilder text = new StringBuilder();
        long position = page.from();
        for (JournalEntry entry : page.entries()) {
            text.append("event: request\nid: ").append(position++).append("\ndata: ");
            text.append(Call.JSON.writeValueAsString(entry)).append("\n\n");
        }
        write(out, text.toString());
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
