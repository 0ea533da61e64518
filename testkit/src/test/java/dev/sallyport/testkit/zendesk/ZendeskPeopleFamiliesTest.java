package dev.sallyport.testkit.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.spi.EffectKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ZendeskPeopleFamiliesTest {
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

    private String user(String name, String more) {
        return client.post(
                        "/api/v2/users",
                        "{'user':{'name':'" + name + "','email':'" + name + "@acme.example'" + more + "}}")
                .json()
                .path("user")
                .path("id")
                .asString();
    }

    private String organization(String name, String more) {
        return client.post("/api/v2/organizations", "{'organization':{'name':'" + name + "'" + more + "}}")
                .json()
                .path("organization")
                .path("id")
                .asString();
    }

    private JsonNode finished(ZendeskClient.Seen asked) {
        String job = asked.json().path("job_status").path("id").asString();
        return client.get("/api/v2/job_statuses/show_many?ids=" + job)
                .json()
                .path("job_statuses")
                .path(0)
                .path("results");
    }

    @Test
    void users_are_listed_by_role_and_key_and_searched_by_what_they_belong_to() {
        String acme = organization("Acme", "");
        String ann = user("ann", ",'organization_id':" + acme + ",'external_id':'A-1','suspended':true");
        long id = Long.parseLong(ann);
        assertThat(client.get("/api/v2/users?role[]=agent&role[]=admin").ids("users"))
                .hasSize(2)
                .doesNotContain(id);
        assertThat(client.get("/api/v2/users?role=end-user").ids("users")).contains(id);
        assertThat(client.get("/api/v2/users/count?role=admin")
                        .json()
                        .path("count")
                        .path("value")
                        .intValue())
                .isEqualTo(1);
        assertThat(client.get("/api/v2/users?permission_set=1").ids("users")).isEmpty();
        assertThat(client.get("/api/v2/users?external_id=a-1").ids("users")).containsExactly(id);
        for (String query : List.of("organization:acme", "is_suspended:true", "organization:" + acme)) {
            assertThat(client.get("/api/v2/search?query=type:user+" + query).ids("results"))
                    .as(query)
                    .containsExactly(id);
        }
        assertThat(client.get("/api/v2/search?query=type:user+group:escalations")
                        .ids("results"))
                .hasSize(2);
        assertThat(client.get("/api/v2/users/" + ann + "?include=organizations").ids("organizations"))
                .containsExactly(Long.parseLong(acme));
    }

    @Test
    void a_user_comes_with_tags_addresses_and_the_organization_that_is_named() {
        long acme = Long.parseLong(organization("Acme", ",'tags':['Big One'],'domain_names':'a.example b.example'"));
        String ann = user(
                "ann",
                ",'tags':['Vip two','vip'],'organization':{'name':'acme'},'external_id':'A-1',"
                        + "'identities':[{'type':'email','value':'ann2@acme.example'},{'type':'phone_number','value':'+1555'}]");
        JsonNode seen = client.get("/api/v2/users/" + ann).json().path("user");
        assertThat(seen.path("tags").toString()).isEqualTo("[\"two\",\"vip\"]");
        assertThat(seen.path("organization_id").longValue()).isEqualTo(acme);
        assertThat(client.get("/api/v2/users/" + ann + "/identities").ids("identities"))
                .hasSize(3);
        JsonNode company = client.get("/api/v2/organizations/" + acme).json().path("organization");
        assertThat(company.path("tags").toString()).isEqualTo("[\"big\",\"one\"]");
        assertThat(company.path("domain_names").toString()).isEqualTo("[\"a.example\",\"b.example\"]");
        assertThat(client.post("/api/v2/organizations", "{'organization':{'name':'B','group_id':1}}")
                        .status())
                .isEqualTo(422);
        JsonNode done =
                finished(client.put("/api/v2/users/update_many?external_ids=a-1,none", "{'user':{'notes':'seen'}}"));
        assertThat(done.path(0).path("success").booleanValue()).isTrue();
        assertThat(done.path(1).path("success").booleanValue()).isFalse();
    }

    @Test
    void a_user_has_identities_of_which_one_is_the_first() {
        String jane = user("jane", "");
        String path = "/api/v2/users/" + jane + "/identities";
        client.put("/api/v2/users/" + jane, "{'user':{'email':'doe@acme.example'}}");
        JsonNode identities = client.get(path).json().path("identities");
        assertThat(identities).hasSize(2);
        assertThat(identities.path(0).path("primary").asBoolean()).isTrue();
        String second = identities.path(1).path("id").asString();
        assertThat(client.put(path + "/" + second + "/verify", "").text()).contains("\"verified\":true");
        assertThat(client.put(path + "/" + second + "/make_primary", "").status())
                .isEqualTo(200);
        assertThat(client.get("/api/v2/users/" + jane).text()).contains("\"email\":\"doe@acme.example\"");
        assertThat(client.delete(path + "/" + second).status()).isEqualTo(422);
        assertThat(client.delete(path + "/" + identities.path(0).path("id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(client.post(path, "{'identity':{'type':'email','value':'doe@acme.example'}}")
                        .status())
                .isEqualTo(422);
        assertThat(client.post(path, "{'identity':{'type':'pigeon','value':'coo'}}")
                        .status())
                .isEqualTo(422);
        user("jane", "");
        assertThat(fake.truth().count(EffectKind.CREATE, "user")).isEqualTo(2);
    }

    @Test
    void an_identity_takes_another_value_unless_somebody_has_it() {
        String ann = user("ann", "");
        user("bob", "");
        String path = "/api/v2/users/" + ann + "/identities/"
                + client.get("/api/v2/users/" + ann + "/identities")
                        .ids("identities")
                        .get(0);
        assertThat(client.put(path, "{'identity':{'value':'bob@acme.example'}}").status())
                .isEqualTo(422);
        JsonNode changed = client.put(path, "{'identity':{'value':'lee@acme.example','verified':true}}")
                .json()
                .path("identity");
        assertThat(changed.path("value").asString()).isEqualTo("lee@acme.example");
        assertThat(changed.path("verified").booleanValue()).isTrue();
        assertThat(client.get("/api/v2/users/search?query=email:lee@acme.example")
                        .ids("users"))
                .containsExactly(Long.parseLong(ann));
        assertThat(client.get("/api/v2/users/search?query=email:ann@acme.example")
                        .ids("users"))
                .isEmpty();
    }

    @Test
    void a_merged_user_leaves_tickets_and_addresses_to_the_other() {
        String loser = user("loser", "");
        String winner = user("winner", "");
        client.post("/api/v2/tickets", "{'ticket':{'comment':{'body':'x'},'requester_id':" + loser + "}}");
        assertThat(client.put("/api/v2/users/" + loser + "/merge", "{'user':{'id':" + winner + "}}")
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/api/v2/users/" + winner + "/tickets/requested").ids("tickets"))
                .hasSize(1);
        assertThat(client.get("/api/v2/users/" + winner + "/related").text()).contains("\"requested_tickets\":1");
        assertThat(client.get("/api/v2/users/search?query=loser@acme.example")
                        .json()
                        .path("users"))
                .isEmpty();
        assertThat(client.get("/api/v2/deleted_users").ids("deleted_users")).containsExactly(Long.valueOf(loser));
        assertThat(client.delete("/api/v2/deleted_users/" + loser).status()).isEqualTo(200);
        assertThat(client.get("/api/v2/deleted_users/" + loser).status()).isEqualTo(404);
        assertThat(client.put("/api/v2/users/" + winner + "/merge", "{'user':{'id':" + winner + "}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void many_users_are_written_as_a_job_with_an_outcome_for_each() {
        String jane = user("jane", ",'external_id':'J'");
        JsonNode made = finished(client.post(
                "/api/v2/users/create_many",
                "{'users':[{'name':'a','email':'a@acme.example'},{'name':'b','email':'jane@acme.example'}]}"));
        assertThat(made.path(0).path("success").asBoolean()).isTrue();
        assertThat(made.path(1).path("error").asString()).isEqualTo("UserCreateError");
        assertThat(made.path(1).path("details").asString()).contains("is already being used by another user");
        JsonNode upserted = finished(client.post(
                "/api/v2/users/create_or_update_many",
                "{'users':[{'external_id':'j','name':'Jane'},{'name':'c','email':'c@acme.example'}]}"));
        assertThat(upserted.path(0).path("action").asString()).isEqualTo("update");
        assertThat(upserted.path(1).path("action").asString()).isEqualTo("create");
        JsonNode changed =
                finished(client.put("/api/v2/users/update_many?ids=" + jane + ",1", "{'user':{'notes':'kind'}}"));
        assertThat(changed.path(0).path("status").asString()).isEqualTo("Updated");
        assertThat(changed.path(1).path("error").asString()).isEqualTo("UserNotFound");
        finished(client.delete("/api/v2/users/destroy_many?ids=" + jane));
        assertThat(client.get("/api/v2/users/" + jane).text()).contains("\"active\":false");
        assertThat(client.get("/api/v2/users/count").text()).contains("\"value\":5");
        assertThat(client.get("/api/v2/job_statuses").json().path("job_statuses"))
                .hasSize(4);
    }

    @Test
    void an_organization_is_found_by_key_and_by_the_start_of_its_name() {
        String acme = organization("Acme Works", ",'external_id':'A-1'");
        String path = "/api/v2/organizations";
        assertThat(client.get(path + "/search?external_id=a-1").ids("organizations"))
                .containsExactly(Long.valueOf(acme));
        assertThat(client.get(path + "/search?name=acme%20works").ids("organizations"))
                .hasSize(1);
        assertThat(client.get(path + "/search").status()).isEqualTo(400);
        assertThat(client.get(path + "/autocomplete?name=wor").ids("organizations"))
                .hasSize(1);
        assertThat(client.get(path + "/autocomplete?name=w").status()).isEqualTo(400);
        assertThat(client.get(path + "/show_many?external_ids=A-1,B").ids("organizations"))
                .hasSize(1);
        assertThat(client.post(path + "/create_or_update", "{'organization':{'external_id':'A-1','notes':'n'}}")
                        .status())
                .isEqualTo(200);
        assertThat(client.post(path + "/create_or_update", "{'organization':{'name':'Acme Works'}}")
                        .status())
                .isEqualTo(422);
        assertThat(client.post(path + "/create_or_update", "{'organization':{'name':'New','external_id':'N'}}")
                        .status())
                .isEqualTo(201);
        assertThat(client.post(path, "{'organization':{'name':'Other','external_id':'a-1'}}")
                        .status())
                .isEqualTo(422);
        assertThat(client.get(path + "/count").text()).contains("\"value\":2");
        assertThat(finished(client.put(path + "/update_many?ids=" + acme, "{'organization':{'details':'d'}}"))
                        .path(0)
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(finished(client.delete(path + "/destroy_many?external_ids=N"))
                        .path(0)
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(fake.truth().count(EffectKind.DELETE, "organization")).isEqualTo(1);
    }

    @Test
    void memberships_follow_the_user_and_the_user_follows_them() {
        String acme = organization("Acme", "");
        String other = organization("Other", "");
        String jane = user("jane", ",'organization_id':" + acme);
        String path = "/api/v2/users/" + jane + "/organization_memberships";
        assertThat(client.get(path).ids("organization_memberships")).hasSize(1);
        JsonNode second = client.post(path, "{'organization_membership':{'organization_id':" + other + "}}")
                .json()
                .path("organization_membership");
        assertThat(second.path("default").asBoolean(true)).isFalse();
        assertThat(client.post(path, "{'organization_membership':{'organization_id':" + other + "}}")
                        .status())
                .isEqualTo(422);
        client.put(path + "/" + second.path("id").asString() + "/make_default", "");
        assertThat(client.get("/api/v2/users/" + jane).text()).contains("\"organization_id\":" + other);
        assertThat(client.get("/api/v2/users/" + jane + "/organizations").ids("organizations"))
                .hasSize(2);
        assertThat(client.get("/api/v2/organizations/" + other + "/users").ids("users"))
                .containsExactly(Long.valueOf(jane));
        assertThat(client.delete("/api/v2/organization_memberships/"
                                + second.path("id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(client.get("/api/v2/users/" + jane).text()).contains("\"organization_id\":null");
        assertThat(client.put("/api/v2/users/" + jane, "{'user':{'organization_id':7}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void groups_are_made_joined_left_and_kept_after_they_are_deleted() {
        String me =
                client.get("/api/v2/users/me").json().path("user").path("id").asString();
        JsonNode group = client.post("/api/v2/groups", "{'group':{'name':'Night'}}")
                .json()
                .path("group");
        String id = group.path("id").asString();
        assertThat(client.post(
                                "/api/v2/group_memberships",
                                "{'group_membership':{'user_id':" + me + ",'group_id':" + id + "}}")
                        .status())
                .isEqualTo(201);
        assertThat(client.get("/api/v2/groups/" + id + "/memberships").ids("group_memberships"))
                .hasSize(1);
        assertThat(client.get("/api/v2/groups/" + id + "/users").ids("users")).containsExactly(Long.valueOf(me));
        String endUser = user("jane", "");
        assertThat(client.post(
                                "/api/v2/group_memberships",
                                "{'group_membership':{'user_id':" + endUser + ",'group_id':" + id + "}}")
                        .status())
                .isEqualTo(422);
        assertThat(client.delete("/api/v2/groups/" + id).status()).isEqualTo(204);
        assertThat(client.get("/api/v2/groups").ids("groups")).hasSize(2);
        assertThat(client.get("/api/v2/groups/" + id).text()).contains("\"deleted\":true");
        assertThat(client.delete("/api/v2/groups/" + fake.group("Support")).status())
                .isEqualTo(422);
        assertThat(client.post("/api/v2/groups", "{'group':{}}").status()).isEqualTo(422);
    }

    @Test
    void tags_of_users_and_organizations_are_set_added_and_removed() {
        String jane = user("jane", "");
        String path = "/api/v2/users/" + jane + "/tags";
        assertThat(client.post(path, "{'tags':['Vip','old']}").text()).isEqualTo("{\"tags\":[\"old\",\"vip\"]}");
        assertThat(client.put(path, "{'tags':['new']}").text()).isEqualTo("{\"tags\":[\"new\",\"old\",\"vip\"]}");
        assertThat(client.send("DELETE", path, "{'tags':['old']}").text()).isEqualTo("{\"tags\":[\"new\",\"vip\"]}");
        assertThat(client.post("/api/v2/organizations/" + organization("Acme", "") + "/tags", "{'tags':['a']}")
                        .status())
                .isEqualTo(201);
        client.post("/api/v2/tickets", "{'ticket':{'comment':{'body':'x'},'tags':['often']}}");
        assertThat(client.get("/api/v2/tags").text()).contains("{\"name\":\"often\",\"count\":1}");
        assertThat(client.get("/api/v2/autocomplete/tags?name=of").text()).contains("often");
    }

    private String field(String kind, String more) {
        return client.post("/api/v2/" + kind + "s", "{'" + kind + "':{'title':'Extra'," + more + "}}")
                .json()
                .path(kind)
                .path("id")
                .asString();
    }

    @Test
    void fields_of_people_are_merged_by_key_and_searched_by_it() {
        field("user_field", "'type':'text','key':'plan'");
        field("user_field", "'type':'integer','key':'seats'");
        String jane = user("jane", ",'user_fields':{'plan':'Gold','seats':3,'no_such':'x'}");
        JsonNode changed = client.put("/api/v2/users/" + jane, "{'user':{'user_fields':{'seats':4}}}")
                .json()
                .path("user")
                .path("user_fields");
        assertThat(changed.toString()).isEqualTo("{\"plan\":\"Gold\",\"seats\":4}");
        assertThat(client.get("/api/v2/search?query=type:user+plan:gold").ids("results"))
                .containsExactly(Long.parseLong(jane));
        assertThat(client.put("/api/v2/users/" + jane, "{'user':{'user_fields':{'seats':'many'}}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_field_takes_what_its_type_allows() {
        String options =
                "'type':'multiselect','custom_field_options':[{'name':'A','value':'a'},{'name':'B','value':'b'}]";
        Map<String, List<String>> cases = Map.of(
                options,
                List.of("['a','b']", "['a','c']"),
                "'type':'date'",
                List.of("'2026-03-01'", "'soon'"),
                "'type':'checkbox'",
                List.of("true", "'perhaps'"),
                "'type':'decimal'",
                List.of("'1.5'", "'1.5.1'"),
                "'type':'regexp','regexp_for_validation':'^W\\\\d+$'",
                List.of("'W12'", "'X'"));
        cases.forEach((kind, values) -> {
            String id = field("ticket_field", kind);
            String ticket = "{'ticket':{'comment':{'body':'x'},'custom_fields':[{'id':" + id + ",'value':%s}]}}";
            assertThat(client.post("/api/v2/tickets", ticket.formatted(values.get(0)))
                            .status())
                    .as(kind)
                    .isEqualTo(201);
            assertThat(client.post("/api/v2/tickets", ticket.formatted(values.get(1)))
                            .status())
                    .as(kind)
                    .isEqualTo(422);
        });
        assertThat(client.get("/api/v2/search?query=type:ticket+tags:b").ids("results"))
                .hasSize(1);
        assertThat(client.post(
                                "/api/v2/ticket_fields",
                                "{'ticket_field':{'type':'regexp','title':'R','regexp_for_validation':'('}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_required_field_is_filled_before_a_ticket_is_solved() {
        String id = field("ticket_field", "'type':'text','required':true");
        String ticket = client.post("/api/v2/tickets", "{'ticket':{'comment':{'body':'x'}}}")
                .json()
                .path("ticket")
                .path("id")
                .asString();
        String path = "/api/v2/tickets/" + ticket;
        assertThat(client.put(path, "{'ticket':{'status':'solved'}}").text()).contains("Extra");
        assertThat(client.put(path, "{'ticket':{'status':'solved','custom_fields':[{'id':" + id + ",'value':'done'}]}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_raw_title_of_a_field_follows_its_title() {
        JsonNode made = client.post("/api/v2/ticket_fields", "{'ticket_field':{'type':'text','title':'Serial'}}")
                .json()
                .path("ticket_field");
        JsonNode changed = client.put(
                        "/api/v2/ticket_fields/" + made.path("id").asString(), "{'ticket_field':{'title':'Number'}}")
                .json()
                .path("ticket_field");
        assertThat(changed.path("raw_title").asString()).isEqualTo("Number");
    }

    @Test
    void a_field_is_made_filled_and_removed_with_its_options() {
        JsonNode field = client.post(
                        "/api/v2/ticket_fields",
                        "{'ticket_field':{'type':'tagger','title':'Colour','custom_field_options':[{'name':'Red','value':'red'}]}}")
                .json()
                .path("ticket_field");
        String path = "/api/v2/ticket_fields/" + field.path("id").asString();
        assertThat(client.post(path + "/options", "{'custom_field_option':{'name':'Blue','value':'blue'}}")
                        .status())
                .isEqualTo(201);
        JsonNode options = client.get(path + "/options").json().path("custom_field_options");
        assertThat(options).hasSize(2);
        assertThat(client.delete(path + "/options/" + options.path(0).path("id").asString())
                        .status())
                .isEqualTo(204);
        String ticket = "{'ticket':{'comment':{'body':'x'},'custom_fields':[{'id':"
                + field.path("id").asString() + ",'value':'%s'}]}}";
        assertThat(client.post("/api/v2/tickets", ticket.formatted("red")).status())
                .isEqualTo(422);
        assertThat(client.post("/api/v2/tickets", ticket.formatted("blue")).text())
                .contains("\"tags\":[\"blue\"]");
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.delete("/api/v2/ticket_fields/" + fake.field("status"))
                        .status())
                .isEqualTo(422);
        assertThat(client.post("/api/v2/user_fields", "{'user_field':{'type':'text','title':'Plan'}}")
                        .status())
                .isEqualTo(422);
        assertThat(client.post("/api/v2/user_fields", "{'user_field':{'type':'text','title':'Plan','key':'plan'}}")
                        .status())
                .isEqualTo(201);
        assertThat(client.post("/api/v2/ticket_fields", "{'ticket_field':{'type':'moods','title':'x'}}")
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account/settings",
                "locales",
                "locales/current",
                "locales/en-US",
                "brands",
                "ticket_forms",
                "custom_statuses",
                "satisfaction_ratings",
                "suspended_tickets",
                "user_fields",
                "organization_fields",
                "groups/count",
                "views/count",
                "ticket_fields/count",
                "tags/count",
                "group_memberships/assignable"
            })
    void an_account_tells_what_it_is(String path) {
        assertThat(client.get("/api/v2/" + path + ".json").status()).isEqualTo(200);
    }

    @Test
    void users_and_organizations_are_exported_by_time_and_by_cursor_those_that_are_gone_too() {
        String jane = user("jane", "");
        organization("Acme", "");
        client.delete("/api/v2/users/" + jane);
        time.updateAndGet(now -> now.plus(Duration.ofMinutes(10)));
        long start = Instant.parse("2026-03-02T09:59:00Z").getEpochSecond();
        JsonNode users =
                client.get("/api/v2/incremental/users.json?start_time=" + start).json();
        assertThat(users.path("users").path(0).path("active").asBoolean(true)).isFalse();
        assertThat(users.path("end_of_stream").asBoolean()).isTrue();
        JsonNode page = client.get("/api/v2/incremental/users/cursor?per_page=1&start_time=1")
                .json();
        assertThat(page.path("end_of_stream").asBoolean(true)).isFalse();
        assertThat(client.get("/api/v2/incremental/users/cursor?cursor="
                                + page.path("after_cursor").asString())
                        .ids("users"))
                .contains(Long.valueOf(jane));
        assertThat(client.get("/api/v2/incremental/organizations?start_time=" + start)
                        .ids("organizations"))
                .hasSize(1);
        assertThat(client.get("/api/v2/incremental/users?start_time="
                                + time.get().getEpochSecond())
                        .status())
                .isEqualTo(422);
    }
}
