package dev.sallyport.testkit.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.mess.DefectKind;
import dev.sallyport.testkit.mess.Label;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Population;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is found by calculation is what a walk over all records finds, before and after some of them were written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PopulatedAccountTest {
    private static final int SIZE = 1_060;
    private static final MessyPopulation MESSY = Mess.everything(5, 0.02).apply(Population.of(5, SIZE));

    private final FakeZendesk untouched = FakeZendesk.builder().world(MESSY).start();
    private final FakeZendesk written = FakeZendesk.builder().world(MESSY).start();

    private final Map<Account, List<Ticket>> all = new HashMap<>();
    private final Map<Table, List<ObjectNode>> rows = new HashMap<>();

    PopulatedAccountTest() {
        for (long ticket = 1; ticket < SIZE; ticket += 37) {
            if (Objects.equals(written.ticket(ticket).get("status"), "closed")) {
                continue;
            }
            written.edit(ticket, Map.of("status", ticket % 2 == 0 ? "solved" : "open", "tags", List.of("touched")));
        }
        written.createTicket("Where is my order?", "I ordered two weeks ago. Mei Davis");
    }

    @AfterAll
    void close() {
        untouched.close();
        written.close();
    }

    private static Call call(FakeZendesk fake, Account account, Map<String, String> parameters) {
        StringBuilder path = new StringBuilder("/api/v2/search.json?");
        parameters.forEach((name, value) -> path.append(Call.encode(name))
                .append('=')
                .append(Call.encode(value))
                .append('&'));
        Instant now = Instant.now();
        FakeRequest request = FakeRequest.of("GET", path.toString(), Map.of(), new byte[0], now);
        return new Call(request, new Outside(now, Account.AGENT_EMAIL, 1, fake.url()), account, Map.of());
    }

    private static JsonNode json(FakeReply reply) {
        return JsonMapper.builder().build().readTree(reply.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type:ticket status:open",
                "type:ticket status:open sort:asc order_by:created_at",
                "type:ticket status:new status:hold",
                "type:ticket status<solved created>2018-01-01",
                "type:ticket created>2018-01-01 created<=2019-01-01",
                "type:ticket updated>2019-10-01 order_by:updated_at sort:desc",
                "type:ticket updated<2019-10-01",
                "type:ticket created:2018-06-11",
                "type:ticket assignee:agent@fake.example",
                "type:ticket assignee:me status:pending",
                "type:ticket assignee:none",
                "type:ticket requester:EMAIL100",
                "type:ticket organization:ORG7",
                "type:ticket organization:\"COMPANY7\" tags:delivery",
                "type:ticket refund",
                "type:ticket \"where is\"",
                "type:ticket LAST100",
                "type:ticket #W1000100",
                "type:ticket group:support -status:closed",
                "type:ticket tags:touched",
                "type:ticket -status:closed",
                "type:ticket status<solved order_by:updated_at sort:desc",
                "type:ticket status>=pending status<solved order_by:updated_at sort:asc",
                "type:ticket priority:urgent status:open",
                "type:ticket priority>normal -priority:urgent",
                "type:ticket tags:delivery -tags:touched",
                "type:ticket tags:none",
                "type:ticket via:api ticket_type:question group:support",
                "type:ticket via:mail",
                "type:ticket -group:support",
                "type:ticket status:open status:pending assignee:me created>2018-01-01 updated<2019-12-01",
                "type:user",
                "type:user role:end-user",
                "type:user role:agent",
                "type:user updated>2019-01-01 order_by:updated_at sort:desc",
                "type:user created>2018-01-01 order_by:created_at sort:desc",
                "type:user created>2018-01-01 updated<2019-12-01",
                "type:organization created>2018-01-01",
                "type:organization",
                "type:ticket nobodywritesthis",
                "type:ticket 101",
                "type:ticket *",
                "type:ticket brand:fake status:open",
                "type:ticket brand:other",
                "type:ticket solved>2018-01-01",
                "type:user organization:ORG7",
                "type:user organization:\"COMPANY7\"",
                "type:user group:support",
                "type:user is_suspended:true",
                "EMAIL100",
                "type:user name:LAST100",
                "type:user email:EMAIL101",
                "type:user external_id:KEY101",
                "type:user \"FIRST100 LAST100\"",
                "type:user role:end-user created>2018-01-01",
                "type:organization \"COMPANY7\"",
                "type:organization logistics",
                "LAST100"
            })
    void a_search_finds_what_a_walk_finds(String pattern) {
        for (FakeZendesk fake : List.of(untouched, written)) {
            String text = filled(pattern);
            List<String> walked = fake.withAccount(account -> walked(call(fake, account, Map.of("query", text)), text));
            JsonNode found =
                    fake.withAccount(account -> json(Searches.search(call(fake, account, Map.of("query", text)))));
            assertThat(found.path("count").asInt()).as(text).isEqualTo(walked.size());
            List<String> shown = new ArrayList<>();
            found.path("results")
                    .forEach(row -> shown.add(
                            row.path("result_type").asString() + row.path("id").asString()));
            assertThat(walked).as(text).containsAll(shown);
            assertThat(shown).doesNotHaveDuplicates().hasSize(Math.min(100, walked.size()));
            if (text.contains("order_by:updated_at")) {
                List<String> times = new ArrayList<>();
                found.path("results")
                        .forEach(row -> times.add(row.path("updated_at").asString()));
                assertThat(times)
                        .as(text)
                        .isSortedAccordingTo(
                                text.contains("sort:asc") ? Comparator.naturalOrder() : Comparator.reverseOrder());
            }
            if (text.contains("type:ticket") && !text.contains("order_by")) {
                assertThat(shown).as(text).isEqualTo(walked.subList(0, shown.size()));
            }
        }
    }

    private static String filled(String pattern) {
        Population people = MESSY.population();
        String text =
                pattern.replace("ORG7", String.valueOf(Start.ORGANIZATIONS + 7)).replace("COMPANY7", people.company(7));
        for (int number : new int[] {100, 101}) {
            Customer customer = people.customer(number);
            text = text.replace("EMAIL" + number, customer.email())
                    .replace("KEY" + number, customer.id())
                    .replace("FIRST" + number, customer.firstName())
                    .replace("LAST" + number, customer.lastName());
        }
        return text;
    }

    private static List<Ticket> tickets(Account account) {
        return List.copyOf(account.tickets.live().descendingMap().values());
    }

    private List<String> walked(Call call, String text) {
        SearchQuery query = SearchQuery.parse(text);
        String me = call.me().path("id").asString();
        List<String> found = new ArrayList<>();
        for (Ticket ticket : all.computeIfAbsent(call.account(), PopulatedAccountTest::tickets)) {
            if (Searches.matches(call, query, ticket, me)) {
                found.add("ticket" + ticket.id);
            }
        }
        Map<String, Table> tables = new TreeMap<>(Map.of(
                "user",
                call.account().users,
                "group",
                call.account().groups,
                "organization",
                call.account().organizations));
        tables.forEach((type, table) -> rows.computeIfAbsent(
                        table, made -> List.copyOf(made.rows().values()))
                .forEach(row -> {
                    if (query.matches(new IndexedRow(call.account(), type, row), me, call.now())) {
                        found.add(type + row.path("id").asString());
                    }
                }));
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "-id", "updated_at", "-updated_at", "status", "-status"})
    void a_list_by_cursor_has_each_ticket_once_in_its_order(String sort) {
        for (FakeZendesk fake : List.of(untouched, written)) {
            NavigableMap<Place, String> placed = new TreeMap<>();
            fake.withAccount(account -> {
                for (Ticket ticket : account.tickets.live().values()) {
                    long order = sort.endsWith("updated_at")
                            ? ticket.updatedAt.getEpochSecond()
                            : sort.endsWith("status") ? Ticket.STATUSES.indexOf(ticket.status()) : 0;
                    placed.put(new Place(order, ticket.id), String.valueOf(ticket.id));
                }
                return true;
            });
            List<String> expected = new ArrayList<>(placed.values());
            if (sort.startsWith("-")) {
                Collections.reverse(expected);
            }
            List<String> listed = new ArrayList<>();
            List<String> backwards = new ArrayList<>();
            String after = "";
            for (JsonNode page = page(fake, sort, "page[after]", after);
                    ;
                    page = page(fake, sort, "page[after]", after)) {
                page.path("tickets").forEach(row -> listed.add(row.path("id").asString()));
                after = page.path("meta").path("after_cursor").asString("");
                if (!page.path("meta").path("has_more").booleanValue()) {
                    break;
                }
            }
            page(fake, sort, "page[before]", after)
                    .path("tickets")
                    .forEach(row -> backwards.add(row.path("id").asString()));

            assertThat(listed).as(sort).isEqualTo(expected);
            assertThat(backwards).isEqualTo(expected.subList(expected.size() - 101, expected.size() - 1));
        }
    }

    private static JsonNode page(FakeZendesk fake, String sort, String cursor, String place) {
        return fake.withAccount(account ->
                json(TicketReads.list(call(fake, account, Map.of("page[size]", "100", "sort", sort, cursor, place)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'all':[{'field':'status','operator':'less_than','value':'solved'}]}",
                "{'all':[{'field':'status','operator':'less_than','value':'solved'},"
                        + "{'field':'assignee_id','operator':'is','value':'current_user'}]}",
                "{'all':[{'field':'status','operator':'less_than','value':'solved'},"
                        + "{'field':'assignee_id','operator':'is','value':''}]}",
                "{'all':[{'field':'assignee_id','operator':'is_not','value':''},"
                        + "{'field':'priority','operator':'greater_than','value':'normal'}]}",
                "{'all':[{'field':'current_tags','operator':'includes','value':'delivery touched'}]}",
                "{'all':[{'field':'current_tags','operator':'not_includes','value':'delivery touched'}]}",
                "{'all':[{'field':'type','operator':'is','value':'question'},"
                        + "{'field':'group_id','operator':'is','value':'360000200001'}],"
                        + "'any':[{'field':'status','operator':'is','value':'new'},"
                        + "{'field':'priority','operator':'is','value':'urgent'}]}",
                "{'all':[{'field':'requester_id','operator':'is','value':'REQUESTER'}]}",
                "{'all':[{'field':'organization_id','operator':'is_not','value':'ORG'},"
                        + "{'field':'requester_id','operator':'is_not','value':'REQUESTER'}]}",
                "{'all':[{'field':'organization_id','operator':'is','value':'ORG'},"
                        + "{'field':'status','operator':'is_not','value':'closed'}]}",
                "{'all':[{'field':'type','operator':'is','value':'incident'}]}",
                "{'all':[{'field':'requester_id','operator':'less_than','value':'5'}]}"
            })
    void a_view_shows_what_a_walk_finds(String pattern) {
        JsonNode conditions = JsonMapper.builder()
                .build()
                .readTree(pattern.replace('\'', '"')
                        .replace("REQUESTER", String.valueOf(Start.USERS + 200))
                        .replace("ORG", String.valueOf(Start.ORGANIZATIONS + 7)));
        for (FakeZendesk fake : List.of(untouched, written)) {
            fake.withAccount(account -> {
                ViewTest view = new ViewTest(call(fake, account, Map.of()), conditions);
                List<Long> walked = account.tickets.live().values().stream()
                        .filter(view)
                        .map(ticket -> ticket.id)
                        .toList();
                NavigableMap<Place, Ticket> found = account.tickets.matching(
                        pattern, view, view.way(Objects.requireNonNull(account.tickets.base())));
                assertThat(found.keySet().stream().map(Place::id).toList()).isEqualTo(walked);
                assertThat(found.size()).isEqualTo(walked.size());
                List<Long> backwards = new ArrayList<>(
                        found.descendingMap().keySet().stream().map(Place::id).toList());
                Collections.reverse(backwards);
                assertThat(backwards).isEqualTo(walked);
                return true;
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incremental/users.json",
                "incremental/users/cursor.json",
                "incremental/organizations.json",
                "incremental/ticket_events.json",
                "incremental/tickets/cursor.json"
            })
    void an_export_has_each_record_in_the_order_of_its_last_change(String path) {
        try (ZendeskClient before = new ZendeskClient(untouched);
                ZendeskClient after = new ZendeskClient(written)) {
            for (ZendeskClient client : List.of(before, after)) {
                List<String> ids = new ArrayList<>();
                List<Long> times = new ArrayList<>();
                String next = "/api/v2/" + path + "?start_time=1";
                for (boolean more = true; more; ) {
                    JsonNode page = client.get(next).json();
                    for (String name : List.of("users", "organizations", "ticket_events", "tickets")) {
                        page.path(name).forEach(row -> {
                            if (!ids.contains(row.path("id").asString())) {
                                ids.add(row.path("id").asString());
                                times.add(
                                        row.has("timestamp")
                                                ? row.path("timestamp").longValue()
                                                : Instant.parse(row.path("updated_at")
                                                                .asString())
                                                        .getEpochSecond());
                            }
                        });
                    }
                    more = !page.path("end_of_stream").booleanValue();
                    next = page.path(path.contains("cursor") ? "after_url" : "next_page")
                            .asString();
                }
                assertThat(times).as(path).isSorted();
                // What the test wrote just now is too new to be exported.
                int least = path.contains("organizations") ? SIZE / 8 : SIZE - SIZE / 37 - 3;
                assertThat(ids).as(path).hasSizeBetween(least, SIZE + 10);
            }
        }
    }

    @Test
    void tags_are_counted_as_a_walk_counts_them() {
        for (FakeZendesk fake : List.of(untouched, written)) {
            fake.withAccount(account -> {
                Map<String, Integer> walked = new TreeMap<>();
                account.tickets
                        .live()
                        .values()
                        .forEach(ticket ->
                                ticket.value("tags").forEach(tag -> walked.merge(tag.asString(), 1, Integer::sum)));
                Map<String, Integer> counted = new TreeMap<>();
                json(TagLists.popular(call(fake, account, Map.of())))
                        .path("tags")
                        .forEach(tag -> counted.put(
                                tag.path("name").asString(), tag.path("count").asInt()));
                assertThat(counted).isEqualTo(walked).hasSizeGreaterThan(5);
                return true;
            });
        }
    }

    @Test
    void tickets_of_people_and_organizations_are_listed_by_index() {
        for (FakeZendesk fake : List.of(untouched, written)) {
            fake.withAccount(account -> {
                for (String field : List.of("requester_id", "assignee_id", "organization_id", "group_id")) {
                    Ticket some = account.tickets.get(500);
                    long id = some.value(field).asLong(0);
                    List<Long> walked = account.tickets.live().values().stream()
                            .filter(ticket -> id > 0 && ticket.value(field).asLong(0) == id)
                            .map(ticket -> ticket.id)
                            .toList();
                    NavigableMap<Place, Ticket> found = account.tickets.pointing(field, id);
                    assertThat(found.values().stream().map(ticket -> ticket.id).toList())
                            .as(field)
                            .isEqualTo(walked);
                    assertThat(found.size()).as(field).isEqualTo(walked.size());
                }
                return true;
            });
        }
    }

    @Test
    void each_defect_is_on_the_wire_where_its_label_says() {
        try (FakeZendesk faithful = FakeZendesk.builder()
                .world(Mess.none().apply(MESSY.population()))
                .start()) {
            Set<DefectKind> kinds = EnumSet.noneOf(DefectKind.class);
            untouched.labels().forEach(label -> {
                kinds.add(label.kind());
                long id = Long.parseLong(label.record());
                boolean copy =
                        id > Start.USERS && MESSY.row(id - Start.USERS).key().endsWith("~2");
                if (!copy && !label.field().equals(Label.WHOLE_RECORD)) {
                    assertThat(shown(untouched, id, label.field()))
                            .as(label.toString())
                            .isNotEqualTo(shown(faithful, id, label.field()));
                }
            });
            assertThat(kinds).hasSizeGreaterThanOrEqualTo(40);
            assertThat(faithful.labels()).isEmpty();
        }
    }

    private static String shown(FakeZendesk fake, long id, String field) {
        if (id < Start.USERS) {
            return String.valueOf(fake.ticket(id).get(field));
        }
        return fake.withAccount(account -> {
            JsonNode row = account.users.get(id);
            for (String part : field.split("\\.", -1)) {
                row = row.path(part);
            }
            return row.toString();
        });
    }
}
