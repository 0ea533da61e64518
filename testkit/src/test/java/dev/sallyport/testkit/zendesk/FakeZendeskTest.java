package dev.sallyport.testkit.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FakeZendeskTest {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00.700Z"));
    private FakeZendesk fake;
    private ZendeskClient client;

    @BeforeEach
    void start() {
        fake = FakeZendesk.builder().clock(time::get).start();
        client = new ZendeskClient(fake);
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private void pass(Duration duration) {
        time.updateAndGet(now -> now.plus(duration));
    }

    @Test
    void a_comment_with_fields_is_two_effects_and_one_audit_with_the_metadata() {
        long id = fake.createTicket("Broken lamp", "It does not shine.");
        pass(Duration.ofSeconds(5));
        String body =
                "{'ticket':{'comment':{'html_body':'<p>On its <b>way</b></p><script>x()</script>','public':false},"
                        + "'status':'open','priority':'high','safe_update':true,'updated_stamp':'2026-03-02T10:00:00Z',"
                        + "'metadata':{'intent':'i-1'},'no_such_key':1}}";
        ZendeskClient.Seen seen = client.put("/api/v2/tickets/" + id + ".json", body);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.json().path("ticket").path("updated_at").asString()).isEqualTo("2026-03-02T10:00:05Z");
        assertThat(fake.truth().list())
                .extracting(Effect::kind, Effect::resource, Effect::operation)
                .containsExactly(
                        tuple(EffectKind.APPEND, "comment", "tickets.comment"),
                        tuple(EffectKind.UPDATE, "ticket", "tickets.comment"));
        Map<String, Object> comment = fake.truth().list().get(0).fields();
        assertThat(comment).containsEntry("ticket", "1").containsEntry("public", false);
        assertThat(fake.truth().list().get(1).fields()).isEqualTo(Map.of("status", "open", "priority", "high"));

        JsonNode audits =
                client.get("/api/v2/tickets/1/audits.json?page[size]=100").json();
        JsonNode audit = audits.path("audits").path(1);
        assertThat(audit.path("metadata").path("custom").path("intent").asString())
                .isEqualTo("i-1");
        assertThat(audit.path("events").path(0).path("plain_body").asString()).isEqualTo("On its way");
        assertThat(audit.path("events").path(2).path("previous_value").asString())
                .isEqualTo("new");
        JsonNode comments = client.get("/api/v2/tickets/1/comments?page%5Bsize%5D=1&sort=-created_at")
                .json();
        assertThat(comments.path("comments").path(0).path("html_body").asString())
                .doesNotContain("script");
        assertThat(comments.path("meta").path("has_more").booleanValue()).isTrue();
    }

    @Test
    void a_stale_stamp_is_a_conflict_even_where_safe_update_says_false() {
        long id = fake.createTicket("a", "b");
        pass(Duration.ofMinutes(1));
        fake.edit(id, Map.of("priority", "low", "comment", Map.of("body", "I am on it")));
        String stale = "{'ticket':{'status':'open','safe_update':false,'updated_stamp':'2026-03-02T10:00:00Z'}}";
        ZendeskClient.Seen seen = client.put("/api/v2/tickets/1", stale);
        assertThat(seen.status()).isEqualTo(409);
        assertThat(seen.json().path("error").asString()).isEqualTo("UpdateConflict");
        assertThat(fake.truth().count()).isZero();
        assertThat((List<?>) fake.ticket(id).get("comments")).hasSize(2);
        assertThat(client.put("/api/v2/tickets/1", "{'ticket':{'status':'open'}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_changes_nothing_moves_no_stamp_and_leaves_no_audit() {
        fake.createTicket("a", "b");
        pass(Duration.ofMinutes(1));
        JsonNode ticket = client.put("/api/v2/tickets/1", "{'ticket':{'subject':'a','description':'other'}}")
                .json()
                .path("ticket");
        assertThat(ticket.path("updated_at").asString()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(ticket.path("generated_timestamp").longValue())
                .isEqualTo(time.get().getEpochSecond());
        assertThat(ticket.path("description").asString()).isEqualTo("b");
        assertThat(client.get("/api/v2/tickets/1/audits").ids("audits")).hasSize(1);
        assertThat(fake.truth().count()).isZero();
    }

    @Test
    void a_create_with_a_key_happens_once_within_two_hours() {
        String body = "{'ticket':{'subject':'s','external_id':'x-1','comment':{'body':'b'}}}";
        ZendeskClient.Seen first = client.post("/api/v2/tickets.json", body, "Idempotency-Key", "k");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.headers().get("x-idempotency-lookup")).isEqualTo("miss");
        assertThat(first.headers().get("Location")).isEqualTo(fake.url() + "/api/v2/tickets/1.json");
        ZendeskClient.Seen again = client.post("/api/v2/tickets.json", body, "Idempotency-Key", "k");
        assertThat(again.headers().get("x-idempotency-lookup")).isEqualTo("hit");
        assertThat(again.text()).isEqualTo(first.text());
        ZendeskClient.Seen other = client.post("/api/v2/tickets", body.replace("'s'", "'t'"), "Idempotency-Key", "k");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.json().path("error").asString()).isEqualTo("IdempotentRequestError");
        assertThat(fake.truth().count(EffectKind.CREATE, "ticket")).isEqualTo(1);

        pass(Duration.ofHours(2));
        client.post("/api/v2/tickets.json", body, "Idempotency-Key", "k");
        assertThat(client.get("/api/v2/tickets.json?external_id=x-1&page[size]=100")
                        .ids("tickets"))
                .containsExactly(1L, 2L);
    }

    @Test
    void closed_is_the_end_and_assigning_opens() {
        fake.createTicket("a", "b");
        JsonNode me = client.get("/api/v2/users/me").json().path("user");
        String assign = "{'ticket':{'assignee_id':" + me.path("id") + "}}";
        JsonNode ticket = client.put("/api/v2/tickets/1", assign).json().path("ticket");
        assertThat(ticket.path("status").asString()).isEqualTo("open");
        assertThat(ticket.path("group_id").longValue()).isEqualTo(fake.group("Support"));
        assertThat(client.put("/api/v2/tickets/1", "{'ticket':{'status':'closed'}}")
                        .status())
                .isEqualTo(200);
        ZendeskClient.Seen refused = client.put("/api/v2/tickets/1", "{'ticket':{'comment':{'body':'c'}}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("closed prevents ticket update");
    }

    @Test
    void deleted_tickets_are_not_found_and_come_back() {
        fake.createTicket("a", "b");
        assertThat(client.delete("/api/v2/tickets/1.json").status()).isEqualTo(204);
        assertThat(client.get("/api/v2/tickets/1.json").text())
                .isEqualTo("{\"error\":\"RecordNotFound\",\"description\":\"Not found\"}");
        JsonNode row = client.get("/api/v2/deleted_tickets")
                .json()
                .path("deleted_tickets")
                .path(0);
        assertThat(row.path("previous_state").asString()).isEqualTo("new");
        assertThat(client.put("/api/v2/deleted_tickets/1/restore", "{}").status())
                .isEqualTo(200);
        assertThat(fake.ticketIds()).containsExactly(1L);
    }

    @Test
    void tags_and_custom_fields_follow_their_rules() {
        fake.createTicket("a", "b");
        long reason = fake.field("Contact reason");
        long order = fake.field("Order number");
        client.put(
                "/api/v2/tickets/1",
                "{'ticket':{'tags':['B','a c'],'custom_fields':[{'id':" + order
                        + ",'value':'#W1'},{'id':7,'value':1}]}}");
        JsonNode ticket = client.put(
                        "/api/v2/tickets/1",
                        "{'ticket':{'custom_fields':[{'id':" + reason + ",'value':'reason_return'}]}}")
                .json()
                .path("ticket");
        assertThat(ticket.path("tags").toString()).isEqualTo("[\"a\",\"b\",\"c\",\"reason_return\"]");
        assertThat(ticket.path("custom_fields").path(0).path("value").asString())
                .isEqualTo("#W1");
        assertThat(client.put("/api/v2/tickets/1", "{'ticket':{'custom_fields':[{'id':" + reason + ",'value':'x'}]}}")
                        .status())
                .isEqualTo(422);
        assertThat(client.send("DELETE", "/api/v2/tickets/1/tags", "{'tags':['a','c']}")
                        .text())
                .isEqualTo("{\"tags\":[\"b\",\"reason_return\"]}");
    }

    @Test
    void a_user_deleted_answers_200_and_another_address_does_not_replace_the_first() {
        ZendeskClient.Seen made = client.post(
                "/api/v2/users/create_or_update.json", "{'user':{'name':'Ann Lee','email':'Ann@x.example'}}");
        assertThat(made.status()).isEqualTo(201);
        long id = made.json().path("user").path("id").longValue();
        assertThat(client.put("/api/v2/users/" + id, "{'user':{'email':'lee@x.example'}}")
                        .json()
                        .path("user")
                        .path("email")
                        .asString())
                .isEqualTo("Ann@x.example");
        assertThat(client.post("/api/v2/users", "{'user':{'name':'B','email':'LEE@x.example'}}")
                        .text())
                .contains("DuplicateValue");
        assertThat(client.get("/api/v2/users/search.json?query=email:\"ann@x.example\"")
                        .ids("users"))
                .containsExactly(id);
        ZendeskClient.Seen gone = client.delete("/api/v2/users/" + id);
        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.json().path("user").path("active").booleanValue()).isFalse();
        assertThat(client.get("/api/v2/users?page[size]=100").ids("users")).doesNotContain(id);
        assertThat(client.get("/api/v2/users/" + id).status()).isEqualTo(200);
    }

    @Test
    void jobs_say_queued_first_and_then_what_came_of_each_row() {
        fake.createTicket("a", "b");
        JsonNode job = client.put("/api/v2/tickets/update_many.json?ids=1,99", "{'ticket':{'status':'open'}}")
                .json()
                .path("job_status");
        assertThat(job.path("status").asString()).isEqualTo("queued");
        JsonNode results = client.get("/api/v2/job_statuses/" + job.path("id").asString() + ".json")
                .json()
                .path("job_status")
                .path("results");
        assertThat(results.path(0).path("success").booleanValue()).isTrue();
        assertThat(results.path(1).path("error").asString()).isEqualTo("TicketNotFound");
        assertThat(fake.truth().count()).isEqualTo(1);
    }

    @Test
    void an_upload_becomes_an_attachment_once_and_a_new_requester_comes_with_the_ticket() {
        ZendeskClient.Seen upload =
                client.post("/api/v2/uploads.json?filename=a%20b.txt&binary=undefined", "not { json");
        assertThat(upload.status()).isEqualTo(201);
        assertThat(upload.json()
                        .path("upload")
                        .path("attachment")
                        .path("content_type")
                        .asString())
                .isEqualTo("application/json");
        String token = upload.json().path("upload").path("token").asString();
        String body = "{'ticket':{'comment':{'body':'see file','uploads':['" + token + "']},"
                + "'requester':{'name':'Ann Lee','email':'ann@x.example'}}}";
        for (int expected : new int[] {1, 0}) {
            long id = client.post("/api/v2/tickets", body)
                    .json()
                    .path("ticket")
                    .path("id")
                    .longValue();
            JsonNode attachments = client.get("/api/v2/tickets/" + id + "/comments")
                    .json()
                    .path("comments")
                    .path(0)
                    .path("attachments");
            assertThat(attachments.size()).isEqualTo(expected);
        }
        assertThat(fake.truth().count(EffectKind.CREATE, "user")).isEqualTo(1);
        assertThat(fake.truth().count(EffectKind.CREATE, "ticket")).isEqualTo(2);
    }

    @Test
    void what_is_not_faked_says_so() {
        for (String path : List.of(
                "triggers", "automations", "side_conversations", "help_center/articles", "dynamic_content/items")) {
            assertThat(client.get("/api/v2/" + path + ".json").text())
                    .as(path)
                    .isEqualTo("{\"error\":\"InvalidEndpoint\",\"description\":\"Not found\"}");
        }
        assertThat(FakeZendesk.coverage()).hasSizeGreaterThan(40).contains("GET /api/v2/tickets/{id}");
        assertThatThrownBy(() -> fake.edit(9, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(client.post("/api/v2/tickets", "{'ticket'").status()).isEqualTo(400);
        assertThat(client.post("/api/v2/tickets", "{'ticket':{'subject':'s'}}").text())
                .contains("BlankValue");
    }

    @Test
    void the_worlds_requests_are_tickets_in_order_and_nobody_is_given_away() {
        MessyWorld world = Mess.none().apply(World.generate(1, 20));
        try (FakeZendesk filled = FakeZendesk.builder().world(world).start();
                ZendeskClient reader = new ZendeskClient(filled)) {
            assertThat(filled.ticketIds()).hasSize(world.requests().size()).startsWith(1L, 2L);
            var request = world.requests().get(1);
            assertThat(filled.requestOf(2)).contains(request.id());
            assertThat(filled.ticketOf(request.id())).contains(2L);
            JsonNode ticket = reader.get("/api/v2/tickets/2.json?include=users").json();
            assertThat(ticket.path("ticket").path("subject").asString()).isEqualTo("Request " + request.id());
            assertThat(ticket.path("ticket").path("description").asString())
                    .isEqualTo(request.reason() + "\n\n" + request.known());
            assertThat(ticket.path("users").path(0).path("name").asString()).isEqualTo("Web form");
        }
    }
}
