package dev.sallyport.testkit.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Lists, searches and exports of one account, which nobody changes here. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZendeskListsTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private final AtomicReference<Instant> time = new AtomicReference<>(START);
    private FakeZendesk fake;
    private ZendeskClient client;

    /** Five tickets, an hour apart from 10:00; at 16:00 the first is edited; it is 20:00 now. */
    @BeforeAll
    void fill() {
        fake = FakeZendesk.builder().clock(time::get).requestsPerMinute(10_000).start();
        client = new ZendeskClient(fake);
        String[] subjects = {"Broken lamp", "Lamp and \"shade\"", "Return of shoes", "Shoes too small", "Hello"};
        for (String subject : subjects) {
            fake.createTicket(subject, "About order W" + subject.length() + " and nothing else.");
            time.updateAndGet(now -> now.plus(Duration.ofHours(1)));
        }
        time.set(START.plus(Duration.ofHours(6)));
        fake.edit(1, Map.of("status", "pending", "priority", "low", "tags", List.of("vip"), "external_id", "X-1"));
        fake.edit(2, Map.of("status", "open", "priority", "high", "group_id", fake.group("Escalations")));
        fake.edit(3, Map.of("status", "solved", "comment", Map.of("body", "Refund done")));
        time.set(START.plus(Duration.ofHours(10)));
    }

    @AfterAll
    void close() {
        client.close();
        fake.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "type:ticket|1 2 3 4 5",
                "status:new|4 5",
                "status:open status:pending|1 2",
                "status<solved|1 2 4 5",
                "status>=pending|1 3",
                "-status:new|1 2 3",
                "priority:high|2",
                "priority>low|2",
                "priority:none|3 4 5",
                "tags:vip|1",
                "-tags:vip lamp|2",
                "requester:\"Web form\"|1 2 3 4 5",
                "requester:web-form@fake.example status:solved|3",
                "assignee:none|1 2 3 4 5",
                "assignee:me|",
                "group:Escalations|2",
                "group:none|1 3 4 5",
                "external_id:x-1|1",
                "subject:lamp|1 2",
                "subject:\"broken lamp\"|1",
                "subject:sho*|3 4",
                "lamp|1 2",
                "\"of shoes\"|3",
                "refund|3",
                "comment:refund|3",
                "nothing else shoes|3 4",
                "created>2026-03-02T11:00:00Z|3 4 5",
                "created>=2026-03-02T11:00:00Z created<2026-03-02T13:00:00Z|2 3",
                "created:2026-03-02|1 2 3 4 5",
                "created>2026-03-02|",
                "created>=2026-03-02|1 2 3 4 5",
                "updated>=5hours|1 2 3",
                "created<9hours|1",
                "no_such_key:lamp|",
                "*|1 2 3 4 5",
                "brand:fake|1 2 3 4 5",
                "brand:other|",
                "form:\"default ticket form\" status:open|2",
                "solved>=2026-03-02T16:00:00Z|3",
                "solved<2026-03-02T16:00:00Z|",
                "solved:none|1 2 4 5",
                "commenter:\"web form\" -commenter:colleague@fake.example|1 2 4 5",
                "has_attachment:true|",
                "has_attachment:false status:new|4 5",
                "cc:none status:new|4 5",
                "organization_id:1|",
                "5|5",
            })
    void a_search_finds_what_the_language_means(String query, String expected) {
        List<Long> wanted = new ArrayList<>();
        for (String id : expected == null ? new String[0] : expected.split(" ", -1)) {
            wanted.add(Long.parseLong(id));
        }
        assertThat(client.get("/api/v2/search/export.json?filter[type]=ticket&query=" + encoded(query))
                        .ids("results"))
                .isEqualTo(wanted);
        assertThat(client.get("/api/v2/search/count?query=" + encoded("type:ticket " + query))
                        .json()
                        .path("count")
                        .intValue())
                .isEqualTo(wanted.size());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void a_search_by_pages_sorts_names_each_kind_and_refuses_what_is_not_a_query() {
        JsonNode seen = client.get("/api/v2/search.json?query=type:ticket+order_by:updated&sort_order=asc&per_page=2")
                .json();
        assertThat(seen.path("count").intValue()).isEqualTo(5);
        assertThat(seen.path("results").path(0).path("id").intValue()).isEqualTo(4);
        assertThat(seen.path("results").path(0).path("result_type").asString()).isEqualTo("ticket");
        assertThat(client.get(seen.path("next_page").asString()).ids("results")).hasSize(2);
        assertThat(client.get("/api/v2/search?query=escalations")
                        .json()
                        .path("results")
                        .path(0)
                        .path("result_type")
                        .asString())
                .isEqualTo("group");
        assertThat(client.get("/api/v2/search?query=lamp&page=11").status()).isEqualTo(422);
        assertThat(client.get("/api/v2/search?query=created>soon").status()).isEqualTo(422);
        assertThat(client.get("/api/v2/search?query=lamp&page[size]=5").text()).contains("must be an integer");
    }

    @Test
    void side_loads_of_a_search_are_named_for_each_kind_of_row() {
        JsonNode seen = client.get("/api/v2/search?query=broken&include=" + encoded("tickets(users,comment_count)"))
                .json();
        assertThat(seen.path("users").path(0).path("name").asString()).isEqualTo("Web form");
        assertThat(seen.path("results").path(0).path("comment_count").intValue())
                .isEqualTo(1);
        JsonNode flat = client.get("/api/v2/search?query=broken&include=users").json();
        assertThat(flat.has("users")).isFalse();
        JsonNode other = client.get("/api/v2/search?query=broken&include=" + encoded("users(organizations)"))
                .json();
        assertThat(other.has("users")).isFalse();
    }

    @Test
    void tickets_come_with_what_is_asked_for_in_them_and_beside_them() {
        String all = "users,groups,organizations,last_audits,metric_sets,dates,sharing_agreements,comment_count,"
                + "incident_counts,ticket_forms,slas,custom_statuses";
        for (String path : List.of(
                "/api/v2/tickets/show_many?ids=3&",
                "/api/v2/tickets?external_id=none&",
                "/api/v2/incremental/tickets/cursor?start_time=1&",
                "/api/v2/incremental/tickets?start_time=1&")) {
            JsonNode body = client.get(path + "include=" + all).json();
            for (String beside :
                    List.of("users", "groups", "last_audits", "metric_sets", "sharing_agreements", "ticket_forms")) {
                assertThat(body.path(beside).isArray()).as(path + beside).isTrue();
            }
        }
        JsonNode body = client.get("/api/v2/tickets/3?include=" + all).json();
        JsonNode ticket = body.path("ticket");
        assertThat(ticket.path("comment_count").intValue()).isEqualTo(2);
        assertThat(ticket.path("incident_count").intValue()).isZero();
        assertThat(ticket.path("dates").path("solved_at").asString()).isEqualTo("2026-03-02T16:00:00Z");
        assertThat(ticket.path("slas").path("policy_metrics").isArray()).isTrue();
        assertThat(body.path("metric_sets").path(0)).isEqualTo(ticket.path("metric_set"));
        assertThat(body.path("last_audits").path(0).path("ticket_id").intValue())
                .isEqualTo(3);
        assertThat(body.path("custom_statuses").path(0).path("status_category").asString())
                .isEqualTo("solved");
    }

    @Test
    void numbered_lists_are_sorted_as_they_are_asked_to_be() {
        String me = client.get("/api/v2/users/search?query=web-form@fake.example")
                .ids("users")
                .get(0)
                .toString();
        String requested = "/api/v2/users/" + me + "/tickets/requested?sort_by=updated_at&sort_order=";
        assertThat(client.get(requested + "desc").ids("tickets")).containsExactly(1L, 2L, 3L, 5L, 4L);
        assertThat(client.get(requested + "asc&per_page=2&page=2").ids("tickets"))
                .containsExactly(1L, 2L);
        assertThat(client.get("/api/v2/views?sort_by=alphabetical&sort_order=asc")
                        .json()
                        .path("views")
                        .path(0)
                        .path("title")
                        .asString())
                .isEqualTo("All unsolved tickets");
        assertThat(client.get("/api/v2/macros?active=false").ids("macros")).isEmpty();
        assertThat(client.get("/api/v2/custom_statuses?status_categories=open,hold")
                        .ids("custom_statuses"))
                .hasSize(2);
    }

    @Test
    void an_export_by_time_has_pages_as_long_as_is_asked_for() {
        JsonNode page = client.get("/api/v2/incremental/tickets?start_time=1&per_page=2")
                .json();
        assertThat(page.path("count").intValue()).isEqualTo(2);
        assertThat(page.path("end_of_stream").booleanValue()).isFalse();
    }

    @Test
    void a_list_by_cursor_ends_by_has_more_and_its_links_never_end() {
        List<Long> ids = new ArrayList<>();
        ZendeskClient.Seen page = client.get("/api/v2/tickets.json?page%5Bsize%5D=2");
        ids.addAll(page.ids("tickets"));
        while (page.json().path("meta").path("has_more").booleanValue()) {
            page = client.get(page.json().path("links").path("next").asString());
            ids.addAll(page.ids("tickets"));
        }
        assertThat(ids).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(page.json().has("count")).isFalse();
        JsonNode beyond =
                client.get(page.json().path("links").path("next").asString()).json();
        assertThat(beyond.path("meta").path("after_cursor").isNull()).isTrue();
        assertThat(client.get(page.json().path("links").path("prev").asString()).ids("tickets"))
                .containsExactly(3L, 4L);
    }

    @ParameterizedTest
    @CsvSource({
        "page[size]=9&sort=-updated_at,3 2 1 5 4",
        "page[size]=9&sort=status,4 5 2 1 3",
        "page[size]=9&sort_by=updated_at&sort_order=desc,1 2 3 4 5",
        "sort_by=updated_at&sort_order=desc,3 2 1 5 4",
        "per_page=2&page=3,5",
        "external_id=X-1,1",
        "external_id=X-1&page[size]=9,1",
    })
    void a_list_has_the_order_of_its_style(String query, String expected) {
        assertThat(client.get("/api/v2/tickets?" + query).ids("tickets").stream()
                        .map(String::valueOf)
                        .toList())
                .containsExactly(expected.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "page[size]=2&page[after]=nonsense,InvalidPaginationParameter",
        "page[size]=2&sort=subject,InvalidPaginationParameter",
        "page[size]=101,InvalidPaginationParameter",
        "page=101&per_page=100,InvalidPaginationDepth",
    })
    void a_list_refuses(String query, String code) {
        ZendeskClient.Seen seen = client.get("/api/v2/tickets?" + query);
        assertThat(seen.status()).isEqualTo(400);
        assertThat(seen.json().path("errors").path(0).path("code").asString()).isEqualTo(code);
    }

    @Test
    void a_cursor_of_a_search_dies_after_an_hour() {
        String cursor = client.get("/api/v2/search/export?query=lamp&filter[type]=ticket&page[size]=1")
                .json()
                .path("links")
                .path("next")
                .asString();
        assertThat(client.get(cursor).ids("results")).containsExactly(2L);
        Instant now = time.get();
        time.set(now.plus(Duration.ofMinutes(61)));
        try {
            assertThat(client.get(cursor).status()).isEqualTo(400);
        } finally {
            time.set(now);
        }
    }

    @Test
    void an_export_goes_by_what_was_written_and_its_end_has_no_cursor() {
        String path = "/api/v2/incremental/tickets/cursor.json?start_time=" + START.getEpochSecond() + "&per_page=4";
        ZendeskClient.Seen first = client.get(path);
        assertThat(first.ids("tickets")).containsExactly(4L, 5L, 1L, 2L);
        assertThat(first.json().path("end_of_stream").booleanValue()).isFalse();
        JsonNode last = client.get(first.json().path("after_url").asString()).json();
        assertThat(last.path("end_of_stream").booleanValue()).isTrue();
        JsonNode beyond = client.get(last.path("after_url").asString()).json();
        assertThat(beyond.path("after_cursor").isNull()).isTrue();
        assertThat(client.get("/api/v2/incremental/tickets?start_time="
                                + time.get().getEpochSecond())
                        .text())
                .contains("Too recent start_time.");
    }

    @Test
    void search_lags_behind_writes_but_listing_by_external_id_does_not() {
        try (FakeZendesk slow = FakeZendesk.builder()
                        .clock(time::get)
                        .searchLag(Duration.ofSeconds(30))
                        .start();
                ZendeskClient reader = new ZendeskClient(slow)) {
            Instant now = time.get();
            reader.post("/api/v2/tickets", "{'ticket':{'subject':'s','external_id':'e','comment':{'body':'b'}}}");
            assertThat(reader.get("/api/v2/tickets?external_id=e").ids("tickets"))
                    .containsExactly(1L);
            assertThat(reader.get("/api/v2/search?query=status:new").ids("results"))
                    .isEmpty();
            time.set(now.plusSeconds(30));
            assertThat(reader.get("/api/v2/search?query=status:new").ids("results"))
                    .containsExactly(1L);
            reader.put("/api/v2/tickets/1", "{'ticket':{'status':'open'}}");
            ZendeskClient.Seen stale = reader.get("/api/v2/search?query=status:new");
            assertThat(stale.json().path("results").path(0).path("status").asString())
                    .isEqualTo("open");
            time.set(now.plusSeconds(61));
            assertThat(reader.get("/api/v2/search?query=status:new").ids("results"))
                    .isEmpty();
            time.set(now);
        }
    }
}
