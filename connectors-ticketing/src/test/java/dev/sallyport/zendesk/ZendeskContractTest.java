package dev.sallyport.zendesk;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.testkit.contract.Rig;
import dev.sallyport.testkit.contract.TicketingContract;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.ticketing.TicketingConnector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Zendesk connector keeps the contract of ticketing systems. */
class ZendeskContractTest extends TicketingContract<FakeZendesk> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    protected Rig<FakeZendesk> rig() {
        return Rig.of(FakeZendesk.builder());
    }

    @Override
    protected TicketingConnector connect(FakeZendesk fake, Safeguards safeguards) {
        Connection connection =
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        return Zendesk.connect(connection, safeguards);
    }

    @Override
    protected String addTicket(FakeZendesk fake, String subject, String text) {
        return String.valueOf(fake.createTicket(subject, text));
    }

    @Override
    protected void addComment(FakeZendesk fake, String ticketId, String text) {
        fake.edit(Long.parseLong(ticketId), Map.of("comment", Map.of("body", text)));
    }

    @Override
    protected String addUser(FakeZendesk fake, String name, String email) {
        return post(fake, "user", Map.of("name", name, "email", email));
    }

    @Override
    protected String addQueue(FakeZendesk fake, String name) {
        return post(fake, "group", Map.of("name", name));
    }

    @Override
    protected String missing() {
        return "99999999";
    }

    private String post(FakeZendesk fake, String kind, Map<String, String> fields) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(fake.url() + "/api/v2/" + kind + "s.json"))
                    .header("Authorization", "Bearer " + fake.token())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of(kind, fields))))
                    .build();
            JsonNode made = JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
            return made.path(kind).required("id").asString();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
