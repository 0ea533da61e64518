package dev.sallyport.testkit.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.mess.CustomerRow;
import dev.sallyport.testkit.mess.DefectKind;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FakeSalesforceTest {
    private static final String FIELD_KEYS =
            "aggregatable aiPredictionField autoNumber byteLength calculated calculatedFormula "
                    + "cascadeDelete caseSensitive compoundFieldName controllerName createable custom "
                    + "defaultValue defaultValueFormula defaultedOnCreate dependentPicklist "
                    + "deprecatedAndHidden digits displayLocationInDecimal encrypted externalId "
                    + "extraTypeInfo filterable filteredLookupInfo groupable highScaleNumber htmlFormatted "
                    + "idLookup inlineHelpText label length mask maskType name nameField namePointing "
                    + "nillable permissionable picklistValues polymorphicForeignKey precision "
                    + "queryByDistance referenceTargetField referenceTo relationshipName relationshipOrder "
                    + "restrictedDelete restrictedPicklist scale searchPrefilterable soapType sortable type "
                    + "unique updateable writeRequiresMasterRead";
    private static final String NOWHERE = "003000000000001AAA";
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00.700Z"));
    private final FakeSalesforce fake =
            FakeSalesforce.builder().clock(time::get).start();
    private final OrgClient client = new OrgClient(fake);

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private void later(Duration by) {
        time.updateAndGet(now -> now.plus(by));
    }

    @Test
    void a_token_from_client_credentials_opens_the_api_until_it_expires() {
        OrgClient.Seen granted = client.form(
                "/services/oauth2/token",
                "grant_type=client_credentials&client_id=" + fake.clientId() + "&client_secret=" + fake.clientSecret());
        assertThat(granted.status()).isEqualTo(200);
        assertThat(granted.body().path("instance_url").asString()).isEqualTo(fake.url());
        assertThat(granted.body().path("issued_at").isString()).isTrue();
        assertThat(granted.body().path("id").asString()).matches(".*/id/00D\\w{15}/005\\w{15}");
        try (OrgClient own =
                new OrgClient(fake, granted.body().path("access_token").asString())) {
            assertThat(own.get("limits").status()).isEqualTo(200);
            assertThat(own.get(
                                    "limits",
                                    "Authorization",
                                    "OAuth "
                                            + granted.body()
                                                    .path("access_token")
                                                    .asString())
                            .status())
                    .isEqualTo(200);
            later(Duration.ofHours(2));
            assertThat(own.get("limits").text())
                    .isEqualTo("[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
        }
        assertThat(client.get("limits").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&client_id=no&client_secret=no,invalid_client_id",
        "grant_type=client_credentials&client_id=ID&client_secret=no,invalid_client",
        "grant_type=password&client_id=ID&client_secret=SECRET&username=a&password=b,invalid_grant",
        "grant_type=refresh_token&client_id=ID&refresh_token=no,invalid_grant",
        "grant_type=magic,unsupported_grant_type"
    })
    void a_login_is_refused_in_the_words_of_oauth(String form, String error) {
        OrgClient.Seen refused = client.form(
                "/services/oauth2/token",
                form.replace("=ID", "=" + fake.clientId()).replace("SECRET", fake.clientSecret()));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("error").asString()).isEqualTo(error);
    }

    @Test
    void soap_login_gives_a_session_and_a_revoked_one_is_worthless() {
        OrgClient.Seen login = client.form(
                "/services/Soap/u/50.0",
                "<se:Body><login xmlns=\"urn:partner.soap.sforce.com\"><username>integration@sallyport.example</username>"
                        + "<password>fake-passwordTOKEN</password></login></se:Body>");
        String session = login.text().replaceAll("(?s).*<sessionId>(.*)</sessionId>.*", "$1");
        try (OrgClient own = new OrgClient(fake, session)) {
            assertThat(own.get("/services/oauth2/userinfo")
                            .body()
                            .path("user_id")
                            .asString())
                    .startsWith("005");
            client.form("/services/oauth2/revoke", "token=" + URLEncoder.encode(session, StandardCharsets.UTF_8));
            assertThat(own.get("limits").status()).isEqualTo(401);
        }
    }

    @Test
    void versions_need_no_login_and_old_ones_are_gone() {
        try (OrgClient stranger = new OrgClient(fake, "no")) {
            OrgClient.Seen versions = stranger.get("/services/data/");
            assertThat(versions.body().path(35).path("version").asString()).isEqualTo("66.0");
            assertThat(versions.body().path(35).path("label").asString()).isEqualTo("Spring '26");
            assertThat(versions.headers().get("Sforce-Limit-Info")).isNull();
        }
        assertThat(client.get("/services/data/v30.0/limits").status()).isEqualTo(410);
        assertThat(client.get("/services/data/v67.0/limits").code()).isEqualTo("NOT_FOUND");
        assertThat(client.get("/services/data/v31.0/sobjects/Contact/describe/")
                        .body()
                        .path("urls")
                        .path("sobject")
                        .asString())
                .isEqualTo("/services/data/v31.0/sobjects/Contact");
    }

    @Test
    void a_created_contact_can_be_read_by_id_and_by_its_intent() {
        OrgClient.Seen created = client.post(
                "sobjects/contact",
                "{\"LastName\":\" Doe \",\"FirstName\":\"\",\"Email\":\"jane@example.com\",\"MailingCity\":\"Rome\","
                        + "\"Sallyport_Intent__c\":\"sp-1\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).isEqualTo("{\"id\":\"" + created.id() + "\",\"success\":true,\"errors\":[]}");
        assertThat(created.headers().get("Location"))
                .isEqualTo("/services/data/v62.0/sobjects/Contact/" + created.id());

        OrgClient.Seen read = client.get("sobjects/Contact/" + created.id().substring(0, 15));
        assertThat(read.text())
                .startsWith("{\"attributes\":{\"type\":\"Contact\",\"url\":\"/services/data/v62.0/sobjects/Contact/");
        assertThat(read.headers().get("Last-Modified")).isEqualTo("Mon, 02 Mar 2026 10:00:00 GMT");
        JsonNode contact = read.body();
        assertThat(contact.path("Name").asString()).isEqualTo("Doe");
        assertThat(contact.path("FirstName").isNull()).isTrue();
        assertThat(contact.path("CreatedDate").asString()).isEqualTo("2026-03-02T10:00:00.000+0000");
        assertThat(contact.path("MailingAddress").path("city").asString()).isEqualTo("Rome");
        assertThat(contact.path("OtherAddress").isNull()).isTrue();

        JsonNode byKey = client.get("sobjects/Contact/Sallyport_Intent__c/sp-1?fields=Email")
                .body();
        assertThat(byKey.propertyNames()).containsExactly("attributes", "Email", "Id");
        assertThat(client.get("sobjects/Contact/Sallyport_Intent__c/sp-2").code())
                .isEqualTo("NOT_FOUND");
        assertThat(fake.truth().list())
                .singleElement()
                .extracting(Effect::kind, Effect::resource, Effect::recordId, Effect::operation)
                .containsExactly(EffectKind.CREATE, "Contact", created.id(), "Contact.create");
        assertThat(fake.truth().list().get(0).fields())
                .containsEntry("LastName", "Doe")
                .containsEntry("FirstName", null);
    }

    @Test
    void a_unique_value_is_taken_once_whatever_its_case_and_free_again_after_a_delete() {
        String first = client.post("sobjects/Contact", "{\"LastName\":\"A\",\"Sallyport_Intent__c\":\"sp-1\"}")
                .id();
        OrgClient.Seen again = client.post("sobjects/Contact", "{\"LastName\":\"B\",\"Sallyport_Intent__c\":\"SP-1\"}");
        assertThat(again.text())
                .isEqualTo(
                        "[{\"message\":\"duplicate value found: Sallyport_Intent__c duplicates value on record with id: "
                                + first.substring(0, 15) + "\",\"errorCode\":\"DUPLICATE_VALUE\",\"fields\":[]}]");
        assertThat(fake.truth().count()).isEqualTo(1);
        assertThat(client.send("DELETE", "sobjects/Contact/" + first, null).status())
                .isEqualTo(204);
        assertThat(client.post("sobjects/Contact", "{\"LastName\":\"B\",\"Sallyport_Intent__c\":\"sp-1\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_conditional_update_sees_what_a_colleague_did_a_second_before() {
        String id = fake.insert("Contact", Map.of("LastName", "Doe", "Phone", "1"));
        String seen = client.get("sobjects/Contact/" + id).headers().get("Last-Modified");
        later(Duration.ofSeconds(1));
        fake.update("Contact", id, Map.of("Phone", "2"));
        OrgClient.Seen refused =
                client.patch("sobjects/Contact/" + id, "{\"Phone\":\"3\"}", "If-Unmodified-Since", seen);
        assertThat(refused.status()).isEqualTo(412);
        assertThat(fake.record("Contact", id)).containsEntry("Phone", "2");
        assertThat(fake.truth().count()).isZero();

        String now = client.get("sobjects/Contact/" + id).headers().get("Last-Modified");
        assertThat(client.get("sobjects/Contact/" + id, "If-Modified-Since", now)
                        .status())
                .isEqualTo(304);
        OrgClient.Seen done = client.patch("sobjects/Contact/" + id, "{\"Phone\":null}", "If-Unmodified-Since", now);
        assertThat(done.status()).isEqualTo(204);
        assertThat(done.headers().get("Content-Type")).isNull();
        assertThat(fake.record("Contact", id)).doesNotContainKey("Phone");
        assertThat(fake.truth().count(EffectKind.UPDATE, "Contact")).isEqualTo(1);
    }

    @Test
    void a_deleted_record_is_gone_for_get_and_query_but_not_for_query_all() {
        String account = fake.insert("Account", Map.of("Name", "Acme"));
        String id = fake.insert("Contact", Map.of("LastName", "Doe", "AccountId", account));
        assertThat(client.send("DELETE", "sobjects/Account/" + account, null).status())
                .isEqualTo(204);
        assertThat(fake.truth().count()).as("the contact goes with its account").isEqualTo(2);
        assertThat(client.get("sobjects/Contact/" + id).text())
                .isEqualTo("[{\"message\":\"The requested resource does not exist\",\"errorCode\":\"NOT_FOUND\"}]");
        OrgClient.Seen again = client.send("DELETE", "sobjects/Contact/" + id, null);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.code()).isEqualTo("ENTITY_IS_DELETED");
        assertThat(client.query("SELECT Id FROM Contact")
                        .body()
                        .path("totalSize")
                        .asInt())
                .isZero();
        assertThat(client.get("queryAll?q=SELECT+Id+FROM+Contact+WHERE+IsDeleted=true")
                        .body()
                        .path("totalSize")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|REQUIRED_FIELD_MISSING|Required fields are missing: [LastName]",
                "{'LastName':'D','Bacon':1}|INVALID_FIELD|No such column 'Bacon' on sobject of type Contact",
                "{'LastName':'D','Name':'x'}|INVALID_FIELD_FOR_INSERT_UPDATE|Unable to create/update fields: Name. Please",
                "{'LastName':'D','Email':'asdf@'}|INVALID_EMAIL_ADDRESS|Email: invalid email address: asdf@",
                "{'LastName':'D','AccountId':'nope'}|MALFORMED_ID|Account ID: id value of incorrect type: nope",
                "{'LastName':'D','AccountId':'003000000000001AAA'}|MALFORMED_ID|Account ID: id value of incorrect type",
                "{'LastName':'D','AccountId':'001000000000001AAA'}|INVALID_CROSS_REFERENCE_KEY|invalid cross reference id",
                "{'LastName':'D','DoNotCall':'maybe'}|JSON_PARSER_ERROR|Cannot deserialize instance of boolean",
                "{'LastName':'D','Birthdate':'31.1.2000'}|JSON_PARSER_ERROR|Cannot deserialize instance of date",
                "{'LastName':7}|JSON_PARSER_ERROR|Cannot deserialize instance of string",
                "{'LastName':|JSON_PARSER_ERROR|Unexpected"
            })
    void input_that_does_not_fit_is_refused_and_nothing_is_stored(String body, String code, String message) {
        OrgClient.Seen refused = client.post("sobjects/Contact", body.replace('\'', '"'));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.message()).startsWith(message);
        assertThat(fake.truth().count()).isZero();
        assertThat(fake.ids("Contact")).isEmpty();
    }

    @Test
    void lengths_and_restricted_picklists_are_kept() {
        OrgClient.Seen tooLong = client.post("sobjects/Contact", "{\"LastName\":\"" + "x".repeat(81) + "\"}");
        assertThat(tooLong.code()).isEqualTo("STRING_TOO_LONG");
        assertThat(tooLong.body().path(0).path("fields").path(0).asString()).isEqualTo("LastName");
        assertThat(client.post("sobjects/Task", "{\"TaskSubtype\":\"Smoke\"}").code())
                .isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        assertThat(client.post("sobjects/Task", "{\"Status\":\"Smoke\"}").status())
                .isEqualTo(201);
    }

    @Test
    void a_task_takes_its_account_from_its_contact_and_its_closing_from_its_status() {
        String account = fake.insert("Account", Map.of("Name", "Acme"));
        String contact = fake.insert("Contact", Map.of("LastName", "Doe", "AccountId", account));
        String task = client.post(
                        "sobjects/Task",
                        "{\"Subject\":\"Call\",\"Status\":\"Completed\",\"WhoId\":\"" + contact
                                + "\",\"ActivityDate\":\"2026-03-02\"}")
                .id();
        assertThat(fake.record("Task", task))
                .containsEntry("AccountId", account)
                .containsEntry("IsClosed", true)
                .containsEntry("Priority", "Normal")
                .containsEntry("ActivityDate", "2026-03-02");
    }

    @Test
    void an_upsert_makes_then_changes_and_says_which_in_new_versions_only() {
        OrgClient.Seen made = client.patch("sobjects/Contact/CustomerNumber__c/a%2Fb", "{\"LastName\":\"Doe\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("created").booleanValue()).isTrue();
        assertThat(client.patch("sobjects/Contact/CustomerNumber__c/a/b", "{\"Phone\":\"1\"}")
                        .body()
                        .path("created")
                        .booleanValue())
                .isFalse();
        assertThat(client.patch("/services/data/v45.0/sobjects/Contact/CustomerNumber__c/A%2Fb", "{\"Phone\":\"2\"}")
                        .status())
                .isEqualTo(204);
        assertThat(fake.record("Contact", made.id()))
                .containsEntry("Phone", "2")
                .containsEntry("CustomerNumber__c", "a/b");
        fake.insert("Contact", Map.of("LastName", "Roe", "CustomerNumber__c", "a/b"));
        OrgClient.Seen several = client.patch("sobjects/Contact/CustomerNumber__c/a%2Fb", "{\"Phone\":\"3\"}");
        assertThat(several.status()).isEqualTo(300);
        assertThat(several.body()).hasSize(2);
        assertThat(client.get("sobjects/Contact/Phone/1").message())
                .isEqualTo("Provided external ID field does not exist or is not accessible: Phone");
    }

    @Test
    void an_upsert_that_may_only_update_and_one_by_id_make_nothing() {
        assertThat(client.patch("sobjects/Contact/CustomerNumber__c/new?updateOnly=true", "{\"LastName\":\"Doe\"}")
                        .status())
                .isEqualTo(404);
        String id = fake.insert("Contact", Map.of("LastName", "Roe", "CustomerNumber__c", "old"));
        assertThat(client.patch("sobjects/Contact/CustomerNumber__c/old?updateOnly=true", "{\"Phone\":\"1\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.patch("sobjects/Contact/Id/" + id, "{\"Phone\":\"2\"}")
                        .id())
                .isEqualTo(id);
        assertThat(client.get("sobjects/Contact/Id/" + id).text()).contains("\"Phone\":\"2\"");
        assertThat(client.patch("sobjects/Contact/Id/003000000000001AAA", "{\"LastName\":\"Doe\"}")
                        .status())
                .isEqualTo(404);
        assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isZero();
    }

    @Test
    void ids_in_paths_are_malformed_unknown_or_of_another_object() {
        assertThat(client.get("sobjects/Contact/abc").code()).isEqualTo("MALFORMED_ID");
        assertThat(client.get("sobjects/Contact/" + NOWHERE).code()).isEqualTo("NOT_FOUND");
        String account = fake.insert("Account", Map.of("Name", "Acme"));
        assertThat(client.get("sobjects/Contact/" + account).code()).isEqualTo("NOT_FOUND");
        assertThat(Ids.withSuffix("005R0000000UyrW")).endsWith("IAS");
        assertThat(Ids.normalized("005R0000000UyrWAAA")).isNull();
    }

    @Test
    void describe_tells_of_the_intent_field_where_there_is_one() {
        JsonNode field = intentField(client.get("sobjects/Task/describe").body());
        assertThat(field.path("externalId").booleanValue()).isTrue();
        assertThat(field.path("unique").booleanValue()).isTrue();
        assertThat(field.path("createable").booleanValue()).isTrue();
        assertThat(field.propertyNames()).containsExactlyInAnyOrder(FIELD_KEYS.split(" "));
        try (FakeSalesforce bare = FakeSalesforce.builder().withoutIntentField().start();
                OrgClient other = new OrgClient(bare)) {
            assertThat(intentField(other.get("sobjects/Task/describe").body()).isMissingNode())
                    .isTrue();
        }
    }

    private static JsonNode intentField(JsonNode describe) {
        assertThat(describe.path("fields").size()).isGreaterThan(15);
        for (JsonNode field : describe.path("fields")) {
            if (field.path("name").asString().equals("Sallyport_Intent__c")) {
                return field;
            }
        }
        return describe.path("no such field");
    }

    @Test
    void the_daily_limit_is_counted_told_and_enforced_over_24_hours() {
        try (FakeSalesforce small =
                        FakeSalesforce.builder().dailyLimit(3).clock(time::get).start();
                OrgClient caller = new OrgClient(small)) {
            assertThat(caller.get("sobjects").headers().get("Sforce-Limit-Info"))
                    .isEqualTo("api-usage=1/3");
            assertThat(caller.get("limits")
                            .body()
                            .path("DailyApiRequests")
                            .path("Remaining")
                            .asInt())
                    .isEqualTo(1);
            caller.get("sobjects/Contact/" + NOWHERE);
            OrgClient.Seen refused = caller.post("sobjects/Contact", "{\"LastName\":\"Doe\"}");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text())
                    .isEqualTo(
                            "[{\"message\":\"TotalRequests Limit exceeded.\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
            assertThat(refused.headers().get("Sforce-Limit-Info")).isEqualTo("api-usage=3/3");
            later(Duration.ofHours(25));
            assertThat(caller.post("sobjects/Contact", "{\"LastName\":\"Doe\"}").status())
                    .isEqualTo(201);
        }
    }

    @Test
    void a_read_again_shows_what_was_changed_and_what_was_hidden_in_between() {
        SalesforceUser agent = SalesforceUser.named("agent@acme.example").client("agent", "secret");
        try (FakeSalesforce org = FakeSalesforce.builder().user(agent).start();
                OrgClient own = new OrgClient(org, org.token("agent@acme.example"));
                OrgClient admin = new OrgClient(org, org.token())) {
            String path = "sobjects/Contact/" + org.insert("Contact", Map.of("LastName", "Doe", "Phone", "1"));
            assertThat(own.get(path).body().path("Phone").stringValue()).isEqualTo("1");
            assertThat(admin.patch(path, "{\"Phone\":\"2\"}").status()).isEqualTo(204);
            assertThat(own.get(path).body().path("Phone").stringValue()).isEqualTo("2");
            agent.hidden("Contact", "Phone");
            assertThat(own.get(path).body().has("Phone")).isFalse();
            assertThat(admin.get(path).body().path("Phone").stringValue()).isEqualTo("2");
        }
    }

    @Test
    void a_profile_hides_objects_and_fields_and_forbids_writes() {
        SalesforceUser agent = SalesforceUser.named("agent@acme.example")
                .client("agent", "secret")
                .only("Account", Permission.READ)
                .only("Lead")
                .hidden("Contact", "Phone")
                .readOnly("Contact", "Email");
        try (FakeSalesforce org = FakeSalesforce.builder().user(agent).start();
                OrgClient caller = new OrgClient(org, org.token("agent@acme.example"))) {
            String id = org.insert("Contact", Map.of("LastName", "Doe", "Phone", "1", "Email", "a@b.example"));
            assertThat(caller.get("sobjects/Contact/" + id).body().has("Phone")).isFalse();
            assertThat(caller.get("sobjects/Contact/describe").text()).doesNotContain("\"Phone\"");
            assertThat(caller.query("SELECT Phone FROM Contact").message())
                    .contains("No such column 'Phone' on entity 'Contact'");
            assertThat(caller.get("sobjects/Contact/" + id + "?fields=Phone").code())
                    .isEqualTo("INVALID_FIELD");
            OrgClient.Seen refused =
                    caller.patch("sobjects/Contact/" + id, "{\"Phone\":\"2\",\"Email\":\"c@d.example\"}");
            assertThat(refused.code()).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
            assertThat(refused.body().path(0).path("fields")).hasSize(2);
            assertThat(caller.get("sobjects/Lead/describe").status()).isEqualTo(404);
            assertThat(caller.query("SELECT Id FROM Lead").code()).isEqualTo("INVALID_TYPE");
            assertThat(caller.post("sobjects/Account", "{\"Name\":\"Acme\"}").code())
                    .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
            assertThat(org.truth().count()).isZero();
            assertThat(caller.get("/services/oauth2/userinfo")
                            .body()
                            .path("preferred_username")
                            .asString())
                    .isEqualTo("agent@acme.example");
        }
    }

    @Test
    void what_is_not_faked_does_not_exist_and_is_listed() {
        for (String path :
                "tooling/query tabs theme quickActions chatter/feeds sobjects/Contact/describe/layouts process/rules"
                        .split(" ", -1)) {
            assertThat(client.get(path).code()).as(path).isEqualTo("NOT_FOUND");
        }
        assertThat(client.send("PUT", "sobjects/Contact/" + NOWHERE, "{}").code())
                .isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(FakeSalesforce.coverage().notFaked()).anyMatch(line -> line.contains("Tooling"));
    }

    @Test
    void a_reset_org_is_as_it_was_at_the_start() {
        fake.insert("Contact", Map.of("LastName", "Doe"));
        String made = client.post("sobjects/Contact", "{\"LastName\":\"Roe\"}").id();
        fake.reset();
        assertThat(fake.ids("Contact")).isEmpty();
        fake.insert("Contact", Map.of("LastName", "Doe"));
        assertThat(client.post("sobjects/Contact", "{\"LastName\":\"Roe\"}").id())
                .isEqualTo(made);
    }

    @Test
    void a_messy_world_is_imported_as_it_is() {
        MessyWorld world = Mess.plan(7)
                .rate(DefectKind.EMAIL_CASE_AND_SPACES, 0.2)
                .rate(DefectKind.JUNK_EMAIL, 0.2)
                .rate(DefectKind.MERGED_RECORD, 0.2)
                .apply(World.generate(7, 20));
        try (FakeSalesforce org = FakeSalesforce.builder().world(world).start();
                OrgClient caller = new OrgClient(org)) {
            assertThat(org.truth().count()).isZero();
            assertThat(org.ids("Contact")).hasSize(world.rows().size());
            int merged = 0;
            for (CustomerRow row : world.rows()) {
                Map<String, Object> record = org.record("Contact", org.contactId(row.key()));
                assertThat(record.get("Email"))
                        .isEqualTo(row.text(CustomerRow.EMAIL).strip());
                assertThat(record.get("IsDeleted")).isEqualTo(row.deleted());
                merged += record.containsKey("MasterRecordId") ? 1 : 0;
            }
            assertThat(merged).isPositive();
            CustomerRow first = world.rows().get(0);
            assertThat(caller.column(
                            "Id",
                            "SELECT Id FROM Contact WHERE Account.Name = 'Retail customers'"
                                    + " AND CustomerNumber__c = '" + first.text(CustomerRow.CUSTOMER_NUMBER) + "'"))
                    .contains(org.contactId(first.key()));
            String junk = world.labels().stream()
                    .filter(label -> label.kind() == DefectKind.JUNK_EMAIL)
                    .findFirst()
                    .orElseThrow()
                    .record();
            assertThat(caller.patch("sobjects/Contact/" + org.contactId(junk), "{\"Phone\":\"1\"}")
                            .status())
                    .as("an old invalid e-mail is no obstacle")
                    .isEqualTo(204);
        }
    }
}
