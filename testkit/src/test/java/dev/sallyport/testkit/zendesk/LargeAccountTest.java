package dev.sallyport.testkit.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Latencies;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Population;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A million users and tickets cost no more to ask than ten thousand. */
class LargeAccountTest {
    private static final long MILLION = 1_000_000;
    /** One person has two tickets and another none, so two questions of a kind differ a little. */
    private static final long MORE = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static FakeZendesk account(long size) {
        return FakeZendesk.builder()
                .world(population(size))
                .requestsPerMinute(1_000_000)
                .ticketUpdatesPerMinute(1_000_000)
                .journalCapacity(100)
                .clock(hurrying())
                .start();
    }

    /** Each look at it is ten seconds later than the last one, so that no limit by the minute is met. */
    private static InstantSource hurrying() {
        AtomicLong seconds = new AtomicLong(1_800_000_000L);
        return () -> Instant.ofEpochSecond(seconds.addAndGet(10));
    }

    private static MessyPopulation population(long size) {
        return Mess.typical(3).apply(Population.of(3, size));
    }

    @Test
    void a_million_users_and_tickets_answer_indexed_questions_as_fast_as_ten_thousand() {
        try (FakeZendesk small = account(10_000);
                FakeZendesk large = account(MILLION);
                ZendeskClient few = new ZendeskClient(small, PATIENCE);
                ZendeskClient many = new ZendeskClient(large, PATIENCE)) {
            for (Map.Entry<String, String> question : questions().entrySet()) {
                double ratio = Latencies.ratio(
                        turn -> ask(few, question.getValue(), turn, 10_000),
                        turn -> ask(many, question.getValue(), turn, MILLION));
                long made = made(small, () -> ask(few, question.getValue(), 7, 10_000));
                assertThat(made(large, () -> ask(many, question.getValue(), 7, MILLION)))
                        .as(question.getKey())
                        .isLessThanOrEqualTo(made + MORE);
                assertThat(ratio).as(question.getKey()).isLessThanOrEqualTo(1.5);
            }
        }
    }

    /** How many records a question makes. */
    private static long made(FakeZendesk fake, Runnable question) {
        long before = fake.recordsMade();
        question.run();
        return fake.recordsMade() - before;
    }

    private static Map<String, String> questions() {
        return Map.of(
                "ticket by id", "tickets/TICKET",
                "user by id", "users/USER",
                "user by e-mail", "users/search?query=email:EMAIL",
                "tickets of a requester", "search?query=type:ticket requester:USER",
                "open tickets", "search?query=type:ticket status:open&per_page=20",
                "tickets by cursor", "tickets?page[size]=20&sort=-updated_at&page[after]=CURSOR",
                "tickets of a user", "users/USER/tickets/requested");
    }

    private static void ask(ZendeskClient client, String question, int turn, long size) {
        long number = (1 + turn * 7919L % (size - 8)) & ~3L;
        Population people = population(size).population();
        Customer customer = people.customer(number);
        Place place = new Place(people.timeline().changed(number).getEpochSecond(), number + 1);
        String asked = question.replace("TICKET", String.valueOf(number + 1))
                .replace("USER", String.valueOf(Start.USERS + number))
                .replace("EMAIL", customer.email())
                .replace("CURSOR", Paging.cursor("-updated_at", place));
        assertThat(client.get("/api/v2/" + asked).status()).as(asked).isEqualTo(200);
    }

    @Test
    void a_page_of_an_indexed_question_makes_no_more_records_than_it_shows() {
        try (FakeZendesk fake = account(MILLION);
                ZendeskClient client = new ZendeskClient(fake, PATIENCE)) {
            for (String question : List.of(
                    "search?query=type:ticket status:open",
                    "search?query=type:ticket created>2020-01-01&sort_by=created_at&sort_order=asc",
                    "search?query=type:ticket updated>2020-01-01&sort_by=updated_at",
                    "search?query=type:ticket assignee:me",
                    "tickets?page[size]=100&sort=status",
                    "users?page[size]=100")) {
                long before = fake.recordsMade();
                JsonNode page = client.get("/api/v2/" + question).json();
                assertThat(page.path("results").size()
                                + page.path("tickets").size()
                                + page.path("users").size())
                        .as(question)
                        .isEqualTo(100);
                assertThat(fake.recordsMade() - before).as(question).isLessThanOrEqualTo(250);
            }
            assertThat(client.get("/api/v2/search?query=type:ticket status:open")
                            .json()
                            .path("count")
                            .asLong())
                    .isBetween(149_000L, 152_000L);
        }
    }

    @Test
    void a_million_are_exported_listed_counted_and_seen_through_views_without_a_walk() {
        try (FakeZendesk fake = account(MILLION);
                ZendeskClient client = new ZendeskClient(fake, PATIENCE)) {
            // Asked twice: what is counted over an index is counted once.
            for (int turn = 0; turn < 2; turn++) {
                for (String question : List.of(
                        "incremental/tickets/cursor?start_time=1600000000&per_page=100",
                        "incremental/tickets?start_time=1577836800",
                        "incremental/tickets/sample?start_time=1577836800",
                        "incremental/users/cursor?start_time=1577836800&per_page=100",
                        "incremental/users?start_time=1577836800",
                        "incremental/organizations?start_time=1577836800",
                        "incremental/ticket_events?start_time=1577836800",
                        "ticket_audits?page[size]=100",
                        "tickets?page[size]=100&sort=updated_at",
                        "tickets?page=100&per_page=100",
                        "users?page[size]=100",
                        "users?page=100&per_page=100",
                        "users?page[size]=100&role=end-user",
                        "organizations?page[size]=100",
                        "organization_memberships?page[size]=100",
                        "views/" + view(client, 0) + "/tickets?page[size]=100",
                        "views/" + view(client, 1) + "/tickets?page[size]=100",
                        "views/" + view(client, 2) + "/execute",
                        "views/count_many?ids=" + view(client, 0) + "," + view(client, 1) + "," + view(client, 2),
                        "tickets/count",
                        "users/count",
                        "organizations/count",
                        "tags",
                        "tags/count",
                        "problems",
                        "search/count?query=type:ticket status<solved",
                        "search/count?query=type:ticket priority:urgent -status:closed assignee:me",
                        "search/count?query=type:ticket tags:delivery created>2020-01-01 updated>2020-01-01",
                        "search/count?query=type:user",
                        "search/count?query=type:user role:end-user created>2020-01-01",
                        "search/count?query=type:user updated>2020-01-01",
                        "search/count?query=type:organization",
                        "search?query=type:ticket status:open&sort_by=updated_at",
                        "search?query=type:user created>2020-01-01&sort_by=created_at",
                        "search/export?query=created>2020-01-01&filter[type]=user&page[size]=100",
                        "users/search?query=role:end-user&page=100",
                        "search/export?query=status<solved&filter[type]=ticket&page[size]=100")) {
                    long before = fake.recordsMade();
                    assertThat(client.get("/api/v2/" + question).status())
                            .as(question)
                            .isEqualTo(200);
                    // An export's page has a thousand; a search for users makes what its numbered pages skip.
                    int most = question.startsWith("users/search") ? 10_001 : 1_001;
                    assertThat(fake.recordsMade() - before).as(question).isLessThanOrEqualTo(most);
                }
            }
            assertThat(client.get("/api/v2/search/count?query=type:user")
                            .json()
                            .path("count")
                            .asLong())
                    .isEqualTo(client.get("/api/v2/users/count")
                            .json()
                            .path("count")
                            .path("value")
                            .asLong());
        }
    }

    private static long view(ZendeskClient client, int place) {
        return client.get("/api/v2/views").ids("views").get(place);
    }

    @Test
    void what_no_index_answers_times_out_and_what_is_written_is_found() {
        try (FakeZendesk fake = account(MILLION);
                ZendeskClient client = new ZendeskClient(fake, PATIENCE)) {
            assertThat(client.get("/api/v2/search?query=type:ticket description:lamp")
                            .status())
                    .isEqualTo(503);
            assertThat(client.get("/api/v2/tickets/count")
                            .json()
                            .path("count")
                            .path("value")
                            .asLong())
                    .isEqualTo(MILLION);

            fake.edit(500_000, Map.of("status", "solved", "subject", "changed"));
            long created = fake.createTicket("new", "one");
            assertThat(created).isEqualTo(MILLION + 1);
            assertThat(client.get("/api/v2/tickets/500000")
                            .json()
                            .path("ticket")
                            .path("subject")
                            .asString())
                    .isEqualTo("changed");
            JsonNode latest = client.get("/api/v2/tickets?page[size]=2&sort=-updated_at")
                    .json()
                    .path("tickets");
            assertThat(List.of(
                            latest.path(0).path("id").asLong(),
                            latest.path(1).path("id").asLong()))
                    .containsExactlyInAnyOrder(500_000L, created);
            fake.reset();
            assertThat(client.get("/api/v2/tickets/500000")
                            .json()
                            .path("ticket")
                            .path("subject")
                            .asString())
                    .isNotEqualTo("changed");
        }
    }

    @Test
    void a_user_of_the_start_is_changed_found_by_the_new_address_and_deleted() {
        try (FakeZendesk fake = account(MILLION);
                ZendeskClient client = new ZendeskClient(fake, PATIENCE)) {
            Customer customer = population(MILLION).population().customer(777_776);
            long id = client.get("/api/v2/users/search?query=email:" + customer.email())
                    .json()
                    .path("users")
                    .path(0)
                    .path("id")
                    .asLong();
            assertThat(id).isEqualTo(Start.USERS + 777_776);
            client.put("/api/v2/users/" + id, "{\"user\":{\"notes\":\"called\",\"email\":\"second@x.example\"}}");
            assertThat(client.get("/api/v2/users/" + id)
                            .json()
                            .path("user")
                            .path("notes")
                            .asString())
                    .isEqualTo("called");
            assertThat(client.get("/api/v2/users/" + id + "/identities")
                            .json()
                            .path("identities")
                            .size())
                    .isEqualTo(2);
            assertThat(client.post(
                                    "/api/v2/users",
                                    "{\"user\":{\"name\":\"Copy\",\"email\":\"" + customer.email() + "\"}}")
                            .status())
                    .isEqualTo(422);
            client.delete("/api/v2/users/" + id);
            assertThat(client.get("/api/v2/users/" + id)
                            .json()
                            .path("user")
                            .path("active")
                            .asBoolean())
                    .isFalse();
            assertThat(client.get("/api/v2/users/search?query=email:" + customer.email())
                            .json()
                            .path("users")
                            .size())
                    .isZero();
            assertThat(client.post(
                                    "/api/v2/users",
                                    "{\"user\":{\"name\":\"Copy\",\"email\":\"" + customer.email() + "\"}}")
                            .status())
                    .isEqualTo(201);
        }
    }
}
