package dev.sallyport.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser. */
class PageTest extends PageInBrowser {
    private static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=2</script>";

    private final OkHttpClient http = new OkHttpClient();

    @BeforeEach
    void open() throws Exception {
        MovableClock clock = new MovableClock();
        serve(
                clock,
                FakeZendesk.builder().clock(clock).start(),
                FakeSalesforce.builder().clock(clock).start());
        zendesk.createTicket(HOSTILE, HOSTILE);
        openPage();
    }

    private void call(String path) throws IOException {
        Request request = new Request.Builder()
                .url(zendesk.url() + path)
                .header("Authorization", "Bearer " + zendesk.token())
                .build();
        try (Response response = http.newCall(request).execute()) {
            assertThat(response.code()).isPositive();
        }
    }

    @Test
    void it_shows_the_fake_at_work_and_is_driven_by_the_keyboard() throws Exception {
        browser.await("document.getElementById('live').textContent === 'live'");
        call("/api/v2/tickets.json");
        browser.await("document.querySelector('#stream tr td:nth-child(3)').textContent === 'GET tickets.list'");
        browser.await("[...document.querySelectorAll('#quotas strong')].some(one => one.textContent === 'account')");
        browser.await("document.getElementById('records').textContent.includes('onerror')");
        assertThat(browser.evaluate("typeof window.hacked").asString()).isEqualTo("undefined");
        assertThat(browser.evaluate("document.querySelectorAll('#records img, #records script').length")
                        .asInt(-1))
                .isZero();
        assertThat(browser.evaluate("location.href").asString()).doesNotContain(control.token());
        assertThat(browser.evaluate("performance.getEntriesByType('resource')"
                                + ".filter(one => !one.name.startsWith(location.origin)).length")
                        .asInt(-1))
                .isZero();

        browser.tabTo("hostile");
        browser.press("Enter", 13);
        browser.await("document.querySelectorAll('#rules li').length > 5");
        assertThat(zendesk.plan().rules()).isEqualTo(FaultPlan.named("hostile").rules());
        browser.evaluate("document.querySelector('#rules input').click()");
        browser.await("[...document.querySelectorAll('#rules .hits')].some(one => one.textContent === 'off')");
        assertThat(zendesk.plan().rules())
                .hasSize(FaultPlan.named("hostile").rules().size() - 1);

        String tomorrow = zendesk.now().plus(Duration.ofDays(1)).toString().substring(0, 10);
        browser.evaluate("document.querySelector('[data-step=PT24H]').click()");
        browser.await("document.getElementById('now').textContent >= '" + tomorrow + "'");
        browser.evaluate("document.getElementById('judge').click()");
        browser.await("document.getElementById('verdict-sum').textContent.length > 5");
        browser.evaluate("document.getElementById('tab-salesforce').click()");
        browser.await("document.getElementById('facts').textContent.startsWith('Requests0')");
    }

    @Test
    void without_the_token_it_shows_nothing_and_asks_for_it() throws Exception {
        browser.await("document.getElementById('live').textContent === 'live'");
        browser.evaluate("sessionStorage.clear()");
        browser.command("Page.navigate", Map.of("url", "about:blank"));
        browser.await("location.href === 'about:blank'");
        browser.command("Page.navigate", Map.of("url", control.url() + "/#token=wrong"));
        browser.await("!document.getElementById('login').hidden && document.getElementById('main').hidden");
        browser.await("document.getElementById('login-error').textContent.includes('not the one')");
        browser.evaluate("document.getElementById('token').value = '" + control.token() + "'");
        browser.evaluate("document.querySelector('#login button').click()");
        browser.await("!document.getElementById('main').hidden");
    }
}
