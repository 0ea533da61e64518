package dev.sallyport.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.world.Population;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page for somebody without a mouse, and for somebody who cannot see it, over busy systems with hostile records. */
class PageByKeyboardTest extends PageInBrowser {
    private static final int CALLS = 10_000;
    private static final int AT_ONCE = 500;
    private static final String RIGHT_TO_LEFT = "\u202Eevil\u2067 txt.exe";
    private static final String HOSTILE = RIGHT_TO_LEFT
            + "<script>window.hacked=1</script><img src=x onerror='window.hacked=2'>" + "x".repeat(100_000);
    /** Everything that the tab key should stop at, in the order of the page. */
    private static final String STOPS = "[...document.querySelectorAll('a[href], button, select, input, [tabindex]')]"
            + ".filter(one => !one.disabled && one.tabIndex >= 0 && one.getClientRects().length)";

    @BeforeEach
    void open() throws Exception {
        MovableClock clock = new MovableClock();
        clock.speed(7);
        FakeZendesk busy = FakeZendesk.builder()
                .clock(clock)
                .world(Mess.everything(3, 0.5).apply(Population.of(3, 50)))
                .requestsPerMinute(1_000_000)
                .journalCapacity(CALLS)
                .start();
        FakeSalesforce other = FakeSalesforce.builder()
                .clock(clock)
                .world(Mess.everything(3, 0.5).apply(Population.of(3, 50)))
                .start();
        serve(clock, busy, other);
        zendesk.edit(1, Map.of("subject", HOSTILE));
    }

    private void show() throws Exception {
        openPage();
        browser.await("document.getElementById('live').textContent === 'live'");
        browser.await("document.querySelectorAll('#plans button').length > 3");
        browser.await("document.querySelectorAll('#records td').length > 10");
        browser.await("document.querySelectorAll('#quotas .gauge').length > 0");
        browser.await("!document.querySelector('[data-step]').disabled");
    }

    private void calls(int calls) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(zendesk.url() + "/api/v2/tickets/2.json"))
                .header("Authorization", "Bearer " + zendesk.token())
                .build();
        for (int done = 0; done < calls; done += AT_ONCE) {
            CompletableFuture.allOf(IntStream.range(0, Math.min(AT_ONCE, calls - done))
                            .mapToObj(call -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private String focused() throws InterruptedException {
        return browser.evaluate("document.activeElement.id || document.activeElement.textContent")
                .asString("");
    }

    private void tabToId(String id) throws InterruptedException {
        for (int step = 0; step < 80 && !focused().equals(id); step++) {
            browser.press("Tab", 9);
        }
        assertThat(focused()).isEqualTo(id);
    }

    @Test
    void the_tab_key_stops_at_every_control_once_in_the_order_of_the_page_and_each_shows_it() throws Exception {
        show();
        int stops = browser.evaluate(STOPS + ".length").asInt();
        assertThat(stops).isGreaterThan(20);
        List<Integer> order = new ArrayList<>();
        for (int step = 0; step < stops; step++) {
            browser.press("Tab", 9);
            order.add(
                    browser.evaluate(STOPS + ".indexOf(document.activeElement)").asInt(-1));
            assertThat(browser.evaluate(
                                    "(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)"
                                            + "(getComputedStyle(document.activeElement))")
                            .asBoolean(false))
                    .as("focus is seen on " + focused())
                    .isTrue();
            assertThat(browser.evaluate("(box => box.bottom > 0 && box.top < innerHeight)"
                                    + "(document.activeElement.getBoundingClientRect())")
                            .asBoolean(false))
                    .as("is in view: " + focused())
                    .isTrue();
        }
        assertThat(order).isEqualTo(IntStream.range(0, stops).boxed().toList());
    }

    @Test
    void whatever_can_have_the_focus_has_a_role_and_a_name() throws Exception {
        show();
        browser.command("Accessibility.enable", Map.of());
        int seen = 0;
        for (JsonNode node :
                browser.command("Accessibility.getFullAXTree", Map.of()).path("nodes")) {
            String role = node.path("role").path("value").asString("");
            boolean focusable = false;
            for (JsonNode property : node.path("properties")) {
                focusable |= property.path("name").asString().equals("focusable")
                        && property.path("value").path("value").asBoolean(false);
            }
            if (focusable && !List.of("RootWebArea", "main").contains(role)) {
                seen++;
                assertThat(role).as(node.toString()).isNotIn("generic", "none", "");
                assertThat(node.path("name").path("value").asString(""))
                        .as(role + " " + node)
                        .isNotBlank();
            }
        }
        assertThat(seen).isGreaterThan(20);
        assertThat(browser.evaluate("document.querySelector('#news').getAttribute('role')")
                        .asString())
                .isEqualTo("log");
    }

    @Test
    void enter_and_space_work_every_control_and_the_focus_stays_where_it_was() throws Exception {
        show();
        browser.tabTo("hostile");
        browser.press("Enter", 13);
        browser.await("document.querySelectorAll('#rules li').length > 5");
        assertThat(focused()).isEqualTo("hostile");
        int rules = zendesk.plan().rules().size();

        browser.press("Tab", 9);
        while (!browser.evaluate("document.activeElement.type").asString("").equals("checkbox")) {
            browser.press("Tab", 9);
        }
        String rule = "document.activeElement.closest('li').querySelector('span').textContent";
        String first = browser.evaluate(rule).asString();
        browser.press(" ", 32);
        browser.await("document.querySelector('#rules .hits').textContent === 'off'");
        assertThat(zendesk.plan().rules()).hasSize(rules - 1);
        assertThat(browser.evaluate(rule).asString()).isEqualTo(first);
        browser.press(" ", 32);
        browser.await("document.querySelector('#rules .hits').textContent !== 'off'");
        assertThat(zendesk.plan().rules()).hasSize(rules);

        tabToId("on");
        browser.press("Enter", 13);
        browser.await("document.querySelectorAll('#rules li').length === " + (rules + 1));

        tabToId("resource");
        browser.press("Tab", 9);
        assertThat(focused()).as("there is nothing to go back to").isEqualTo("forth");
        for (int page = 0; page < 10 && focused().equals("forth"); page++) {
            String range = browser.evaluate("document.getElementById('range').textContent")
                    .asString();
            browser.press("Enter", 13);
            browser.await("document.getElementById('range').textContent !== '" + range + "'");
        }
        assertThat(focused()).as("at the end").isEqualTo("back");

        tabToId("judge");
        browser.press(" ", 32);
        browser.await("document.getElementById('verdict-sum').textContent.length > 5");
        assertThat(focused()).isEqualTo("judge");

        browser.evaluate("document.getElementById('main').focus()");
        tabToId("speed");
        assertThat(browser.evaluate("document.activeElement.value").asString()).isEqualTo("7");

        browser.evaluate("document.getElementById('tab-zendesk').focus()");
        browser.press("ArrowRight", 39);
        assertThat(focused()).isEqualTo("tab-salesforce");
        browser.await("document.getElementById('state').textContent === 'Connected to salesforce'");
        browser.press("Home", 36);
        assertThat(focused()).isEqualTo("tab-zendesk");
        browser.await("document.getElementById('state').textContent === 'Connected to zendesk'");
    }

    @Test
    void ten_thousand_requests_and_hostile_records_leave_a_small_page_that_takes_no_focus() throws Exception {
        calls(CALLS);
        show();
        browser.await("document.querySelectorAll('#stream tr').length === 300");
        browser.tabTo("calm");
        calls(1_000);
        // Those that came together end in any order.
        browser.await("[...document.querySelectorAll('#stream tr')].some(one => one.cells[0].textContent === '11000')");
        assertThat(focused()).isEqualTo("calm");
        browser.await("/^\\d+ new requests, 0 refused/.test(document.getElementById('news').textContent)");
        assertThat(browser.evaluate("document.querySelectorAll('*').length").asInt())
                .isBetween(2_000, 6_000);

        browser.evaluate("document.getElementById('resource').value = 'tickets'");
        browser.evaluate("document.getElementById('resource').dispatchEvent(new Event('change'))");
        browser.await("document.getElementById('records').textContent.includes('window.hacked=1')");
        assertThat(browser.evaluate("typeof window.hacked").asString()).isEqualTo("undefined");
        assertThat(browser.evaluate("document.querySelectorAll('main img, main script').length")
                        .asInt(-1))
                .isZero();
        assertThat(browser.evaluate(
                                "Math.max(...[...document.querySelectorAll('td')].map(one => one.textContent.length))")
                        .asInt())
                .isLessThanOrEqualTo(301);
        assertThat(browser.evaluate("document.getElementById('records').textContent.includes('\\u202Eevil')")
                        .asBoolean(false))
                .isTrue();
        assertThat(browser.evaluate("[...document.querySelectorAll('td')].every(one =>"
                                + " getComputedStyle(one).unicodeBidi === 'isolate')")
                        .asBoolean(false))
                .isTrue();
        assertThat(browser.evaluate("performance.getEntriesByType('resource')"
                                + ".filter(one => !one.name.startsWith(location.origin)).length")
                        .asInt(-1))
                .isZero();
    }
}
