package dev.sallyport.testkit.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.spi.EffectKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ZendeskTicketFamiliesTest {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00Z"));
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

    private JsonNode finished(ZendeskClient.Seen asked) {
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        JsonNode job = asked.json().path("job_status");
        assertThat(job.path("status").asString()).isEqualTo("queued");
        assertThat(job.path("results").isNull()).isTrue();
        return client.get("/api/v2/job_statuses/" + job.path("id").asString() + ".json")
                .json()
                .path("job_status")
                .path("results");
    }

    @Test
    void a_merge_closes_the_sources_and_tells_both_sides() {
        long target = fake.createTicket("Lamp", "broken");
        long source = fake.createTicket("Lamp again", "still broken");
        JsonNode results = finished(client.post(
                "/api/v2/tickets/" + target + "/merge",
                "{'ids':[" + source + "],'target_comment':'joined','source_comment':'see other',"
                        + "'target_comment_is_public':false,'source_comment_is_public':false}"));
        assertThat(results.path(0).path("success").asBoolean()).isTrue();
        assertThat(fake.ticket(source)).containsEntry("status", "closed");
        assertThat(fake.ticket(source).get("tags").toString()).contains("closed_by_merge");
        assertThat(client.get("/api/v2/tickets/" + target + "/comments/count").text())
                .contains("\"value\":2");
        assertThat(finished(client.post("/api/v2/tickets/" + target + "/merge", "{'ids':[" + source + "]}"))
                        .path(0)
                        .path("error")
                        .asString())
                .isEqualTo("TicketUpdateError");
        assertThat(client.post("/api/v2/tickets/" + target + "/merge", "{'ids':[" + target + "]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void what_is_deleted_can_come_back_until_it_is_deleted_for_ever() {
        long one = fake.createTicket("One", "x");
        long two = fake.createTicket("Two", "x");
        finished(client.delete("/api/v2/tickets/destroy_many?ids=" + one + "," + two));
        assertThat(client.put("/api/v2/deleted_tickets/restore_many?ids=" + one + "," + two, "")
                        .status())
                .isEqualTo(200);
        client.delete("/api/v2/tickets/" + one);
        JsonNode gone = finished(client.delete("/api/v2/deleted_tickets/" + one));
        assertThat(gone.toString()).isEqualTo("[{\"success\":true,\"index\":0}]");
        assertThat(client.put("/api/v2/deleted_tickets/" + one + "/restore", "").status())
                .isEqualTo(404);
        assertThat(client.delete("/api/v2/deleted_tickets/" + two).status()).isEqualTo(404);
        assertThat(fake.ticketIds()).containsExactly(two);
    }

    @Test
    void spam_goes_and_its_sender_is_heard_no_more() {
        long spam = fake.createTicket("Pills", "cheap");
        assertThat(client.put("/api/v2/tickets/" + spam + "/mark_as_spam.json", "")
                        .status())
                .isEqualTo(200);
        assertThat(fake.ticketIds()).isEmpty();
        assertThat(client.get("/api/v2/users/search?query=role:end-user").text())
                .contains("\"suspended\":true");
        long other = fake.createTicket("More pills", "cheaper");
        assertThat(finished(client.put("/api/v2/tickets/mark_many_as_spam?ids=" + other, ""))
                        .path(0)
                        .path("success")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void tickets_are_listed_by_who_asked_and_who_works_on_them() {
        JsonNode me = client.get("/api/v2/users/me").json().path("user");
        String id = me.path("id").asString();
        long mine = client.post(
                        "/api/v2/tickets",
                        "{'ticket':{'type':'problem','comment':{'body':'x'},'assignee_id':" + id + "}}")
                .json()
                .path("ticket")
                .path("id")
                .longValue();
        fake.createTicket("Other", "x");
        assertThat(client.get("/api/v2/users/" + id + "/tickets/requested").ids("tickets"))
                .containsExactly(mine);
        assertThat(client.get("/api/v2/users/" + id + "/tickets/assigned?page[size]=1")
                        .ids("tickets"))
                .containsExactly(mine);
        assertThat(client.get("/api/v2/users/" + id + "/tickets/ccd").ids("tickets"))
                .isEmpty();
        assertThat(client.get("/api/v2/problems").ids("tickets")).containsExactly(mine);
        assertThat(client.get("/api/v2/tickets/" + mine + "/incidents").ids("tickets"))
                .isEmpty();
        assertThat(client.get("/api/v2/users/1/tickets/requested").status()).isEqualTo(404);
    }

    @Test
    void who_is_copied_in_and_known_to_nobody_comes_into_being() {
        JsonNode made = client.post(
                        "/api/v2/tickets",
                        "{'ticket':{'comment':{'body':'x'},'collaborators':['new@x.example',{'name':'Lee','email':'lee@x.example'}],"
                                + "'email_ccs':[{'user_email':'cc@x.example','user_name':'Cc','action':'put'}]}}")
                .json()
                .path("ticket");
        assertThat(made.path("collaborator_ids").size()).isEqualTo(2);
        assertThat(made.path("email_cc_ids").size()).isEqualTo(1);
        assertThat(fake.truth().count(EffectKind.CREATE, "user")).isEqualTo(3);
        String id = made.path("id").asString();
        JsonNode more = client.put(
                        "/api/v2/tickets/" + id, "{'ticket':{'additional_collaborators':['third@x.example']}}")
                .json()
                .path("ticket");
        assertThat(more.path("collaborator_ids").size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'due_at':'soon'",
                "'brand_id':1",
                "'ticket_form_id':1",
                "'assignee_email':'nobody@x.example'",
                "'via_followup_source_id':99999"
            })
    void what_is_not_there_is_refused_and_not_left_out(String field) {
        ZendeskClient.Seen refused =
                client.post("/api/v2/tickets", "{'ticket':{'comment':{'body':'x'}," + field + "}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fake.truth().count()).isZero();
    }

    @Test
    void a_body_that_does_not_say_that_it_is_json_is_not_read() throws Exception {
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(fake.url() + "/api/v2/tickets"))
                    .header("Authorization", "Bearer " + fake.token())
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"ticket\":{\"comment\":{\"body\":\"x\"}}}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(415);
        }
        assertThat(fake.truth().count()).isZero();
        assertThat(client.send("HEAD", "/api/v2/users/me", null).status()).isEqualTo(200);
    }

    @Test
    void people_are_copied_in_and_incidents_hang_on_their_problem() {
        String me =
                client.get("/api/v2/users/me").json().path("user").path("id").asString();
        long problem = client.post("/api/v2/tickets", "{'ticket':{'type':'problem','comment':{'body':'x'}}}")
                .json()
                .path("ticket")
                .path("id")
                .longValue();
        String incident = "{'ticket':{'type':'incident','problem_id':%s,'comment':{'body':'y'},'collaborator_ids':["
                + me + "],'email_ccs':[{'user_email':'" + Account.COLLEAGUE_EMAIL + "'}]}}";
        JsonNode made = client.post("/api/v2/tickets", incident.formatted(problem))
                .json()
                .path("ticket");
        long id = made.path("id").longValue();
        assertThat(made.path("problem_id").asLong()).isEqualTo(problem);
        assertThat(made.path("email_cc_ids")).hasSize(1);
        assertThat(client.get("/api/v2/tickets/" + problem + "/incidents").ids("tickets"))
                .containsExactly(id);
        assertThat(client.get("/api/v2/tickets/" + problem).text()).contains("\"has_incidents\":true");
        assertThat(client.get("/api/v2/tickets/" + id + "/collaborators").ids("users"))
                .containsExactly(Long.valueOf(me));
        assertThat(client.get("/api/v2/users/" + me + "/tickets/ccd").ids("tickets"))
                .containsExactly(id);
        String less = "{'ticket':{'email_ccs':[{'user_email':'" + Account.COLLEAGUE_EMAIL + "','action':'delete'}]}}";
        assertThat(client.put("/api/v2/tickets/" + id, less)
                        .json()
                        .path("ticket")
                        .path("email_cc_ids"))
                .isEmpty();
        assertThat(client.post("/api/v2/tickets", incident.formatted(id)).status())
                .isEqualTo(422);
    }

    @Test
    void audits_are_read_one_by_one_and_as_a_feed_and_comments_become_private() {
        long id = fake.createTicket("One", "x");
        JsonNode audit = client.get("/api/v2/tickets/" + id + "/audits")
                .json()
                .path("audits")
                .path(0);
        String one = "/api/v2/tickets/" + id + "/audits/" + audit.path("id").asString();
        assertThat(client.get(one).json().path("audit")).isEqualTo(audit);
        assertThat(client.get("/api/v2/tickets/" + id + "/audits/count").text()).contains("\"value\":1");
        assertThat(client.get("/api/v2/ticket_audits?page[size]=10").json().path("audits"))
                .hasSize(1);
        assertThat(client.put(one + "/make_private", "").status()).isEqualTo(200);
        assertThat(client.get("/api/v2/tickets/" + id + "/comments").text()).contains("\"public\":false");
        assertThat(client.get("/api/v2/tickets/" + id + "/audits/1").status()).isEqualTo(404);
    }

    @Test
    void metrics_come_from_what_happened() {
        long id = fake.createTicket("One", "x");
        pass(Duration.ofMinutes(10));
        client.put("/api/v2/tickets/" + id, "{'ticket':{'comment':{'body':'on it'},'status':'open'}}");
        pass(Duration.ofMinutes(20));
        client.put("/api/v2/tickets/" + id, "{'ticket':{'status':'solved'}}");
        client.put("/api/v2/tickets/" + id, "{'ticket':{'status':'open'}}");
        JsonNode metric =
                client.get("/api/v2/tickets/" + id + "/metrics").json().path("ticket_metric");
        assertThat(metric.path("replies").asInt()).isEqualTo(1);
        assertThat(metric.path("reopens").asInt()).isEqualTo(1);
        assertThat(metric.path("reply_time_in_minutes").path("calendar").asInt())
                .isEqualTo(10);
        assertThat(metric.path("full_resolution_time_in_minutes")
                        .path("business")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void metrics_are_listed_shown_by_their_id_and_exported_as_events() {
        long id = client.post("/api/v2/tickets", "{'ticket':{'comment':{'body':'x'}}}")
                .json()
                .path("ticket")
                .path("id")
                .longValue();
        assertThat(client.get("/api/v2/ticket_metrics?page[size]=5").ids("ticket_metrics"))
                .containsExactly(id);
        assertThat(client.get("/api/v2/ticket_metrics/" + id)
                        .json()
                        .path("ticket_metric")
                        .path("ticket_id")
                        .longValue())
                .isEqualTo(id);
        pass(Duration.ofMinutes(5));
        client.put("/api/v2/tickets/" + id, "{'ticket':{'status':'solved'}}");
        pass(Duration.ofMinutes(5));
        JsonNode export = client.get("/api/v2/incremental/ticket_metric_events?start_time=1")
                .json();
        assertThat(export.path("ticket_metric_events")
                        .valueStream()
                        .filter(event -> event.path("metric").asString().equals("resolution_time"))
                        .map(event -> event.path("type").asString()))
                .containsExactly("measure", "activate", "fulfill");
        assertThat(client.get("/api/v2/slas/policies").ids("sla_policies")).isEmpty();
    }

    @Test
    void tickets_of_somebody_are_counted() {
        JsonNode me = client.get("/api/v2/users/me").json().path("user");
        String id = me.path("id").asString();
        client.post(
                "/api/v2/tickets",
                "{'ticket':{'comment':{'body':'x'},'assignee_id':" + id + ",'requester':'web-form@fake.example',"
                        + "'collaborators':[" + id + "]}}");
        for (String kind : new String[] {"assigned", "ccd"}) {
            assertThat(client.get("/api/v2/users/" + id + "/tickets/" + kind + "/count")
                            .json()
                            .path("count")
                            .path("value")
                            .intValue())
                    .as(kind)
                    .isEqualTo(1);
        }
        assertThat(client.get("/api/v2/requests/ccd").ids("requests")).hasSize(1);
    }

    @Test
    void a_view_is_tried_before_it_is_made() {
        client.post("/api/v2/tickets", "{'ticket':{'comment':{'body':'x'},'status':'pending'}}");
        String pending = "{'view':{'all':[{'field':'status','operator':'is','value':'pending'}]}}";
        assertThat(client.post("/api/v2/views/preview", pending)
                        .json()
                        .path("rows")
                        .size())
                .isEqualTo(1);
        assertThat(client.post("/api/v2/views/preview/count", pending)
                        .json()
                        .path("view_count")
                        .path("value")
                        .intValue())
                .isEqualTo(1);
        String two = "{'view':{'all':[{'field':'status','operator':'is','value':['open','pending']}]}}";
        assertThat(client.post("/api/v2/views/preview", two).status()).isEqualTo(422);
        String mine = "{'view':{'all':[{'field':'group_id','operator':'is','value':'current_groups'}]}}";
        long group = fake.group("Support");
        client.post("/api/v2/tickets", "{'ticket':{'comment':{'body':'y'},'group_id':" + group + "}}");
        assertThat(client.post("/api/v2/views/preview", mine)
                        .json()
                        .path("rows")
                        .size())
                .isEqualTo(1);
        assertThat(fake.truth().count(EffectKind.CREATE, "view")).isZero();
    }

    @Test
    void an_end_user_sees_and_writes_own_requests_only() {
        try (FakeZendesk other =
                        FakeZendesk.builder().role(FakeZendesk.Role.END_USER).start();
                ZendeskClient user = new ZendeskClient(other)) {
            long theirs = other.createTicket("Not mine", "x");
            JsonNode made = user.post("/api/v2/requests", "{'request':{'subject':'Mine','comment':{'body':'x'}}}")
                    .json()
                    .path("request");
            long mine = made.path("id").longValue();
            assertThat(made.has("audit")).isFalse();
            assertThat(user.get("/api/v2/requests").ids("requests")).containsExactly(mine);
            assertThat(user.get("/api/v2/requests/" + theirs).status()).isEqualTo(404);
            assertThat(user.get("/api/v2/tickets/" + mine).status()).isEqualTo(403);
            user.put("/api/v2/requests/" + mine, "{'request':{'comment':{'body':'more'},'solved':true}}");
            assertThat(user.get("/api/v2/requests/" + mine + "/comments").json().path("comments"))
                    .hasSize(2);
            assertThat(user.get("/api/v2/requests/solved").ids("requests")).containsExactly(mine);
            assertThat(user.get("/api/v2/requests/open").ids("requests")).isEmpty();
        }
    }

    @Test
    void views_answer_their_questions_and_odd_conditions_are_refused() {
        long open = fake.createTicket("Open", "x");
        JsonNode views = client.get("/api/v2/views").json().path("views");
        String unsolved = views.path(1).path("id").asString();
        assertThat(client.get("/api/v2/views/" + unsolved + "/tickets").ids("tickets"))
                .containsExactly(open);
        assertThat(client.get("/api/v2/views/" + unsolved + "/execute")
                        .json()
                        .path("rows")
                        .path(0)
                        .path("ticket_id")
                        .asLong())
                .isEqualTo(open);
        assertThat(client.get("/api/v2/views/count_many?ids=" + unsolved).text())
                .contains("\"value\":1");
        String tagged =
                "{'view':{'title':'Tagged','all':[{'field':'current_tags','operator':'includes','value':'a b'}]}}";
        String made = client.post("/api/v2/views", tagged)
                .json()
                .path("view")
                .path("id")
                .asString();
        client.put("/api/v2/tickets/" + open, "{'ticket':{'tags':['b']}}");
        assertThat(client.get("/api/v2/views/" + made + "/count").text()).contains("\"value\":1");
        assertThat(client.post(
                                "/api/v2/views",
                                "{'view':{'title':'Odd','all':[{'field':'mood','operator':'is','value':'x'}]}}")
                        .status())
                .isEqualTo(422);
        assertThat(client.post("/api/v2/views", "{'view':{'title':'None'}}").status())
                .isEqualTo(422);
        assertThat(client.delete("/api/v2/views/" + made).status()).isEqualTo(204);
    }

    @Test
    void a_macro_shows_what_it_would_do_and_does_nothing() {
        long id = fake.createTicket("One", "x");
        String macro = client.post(
                        "/api/v2/macros",
                        "{'macro':{'title':'Close it','actions':[{'field':'status','value':'solved'},"
                                + "{'field':'current_tags','value':'done'},{'field':'comment_value','value':'Bye'}]}}")
                .json()
                .path("macro")
                .path("id")
                .asString();
        JsonNode would = client.get("/api/v2/tickets/" + id + "/macros/" + macro + "/apply")
                .json()
                .path("result")
                .path("ticket");
        assertThat(would.path("status").asString()).isEqualTo("solved");
        assertThat(would.path("comment").path("body").asString()).isEqualTo("Bye");
        assertThat(fake.ticket(id)).containsEntry("status", "new");
        assertThat(client.get("/api/v2/macros/search?query=close").ids("macros"))
                .hasSize(1);
        assertThat(fake.truth().count(EffectKind.UPDATE, "ticket")).isZero();
    }

    @Test
    void events_are_exported_with_what_changed() {
        long id = fake.createTicket("One", "x");
        client.put("/api/v2/tickets/" + id, "{'ticket':{'priority':'high','comment':{'body':'text'}}}");
        pass(Duration.ofMinutes(10));
        JsonNode events = client.get("/api/v2/incremental/ticket_events?start_time=1&include=comment_events")
                .json();
        assertThat(events.path("ticket_events")).hasSize(2);
        assertThat(events.path("ticket_events").path(1).path("child_events").toString())
                .contains("\"priority\":\"high\"", "\"body\":\"text\"");
        assertThat(client.get("/api/v2/incremental/tickets/sample?start_time=1")
                        .json()
                        .path("tickets"))
                .hasSize(1);
    }
}
