package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.crm.Company;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.CrmUser;
import dev.sallyport.crm.Note;
import dev.sallyport.database.Row;
import dev.sallyport.database.Statement;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Plan;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.Records;
import dev.sallyport.http.Walk;
import dev.sallyport.quality.Finding;
import dev.sallyport.quality.FindingKind;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Trace;
import dev.sallyport.spi.Write;
import dev.sallyport.support.SteppingTime;
import dev.sallyport.ticketing.Comment;
import dev.sallyport.ticketing.CommentDraft;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.TicketUser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whatever lands in a log by string concatenation says what it is, and not what is in it. */
class NothingPrintsDataTest {
    private static final String DATA = "Jane-Doe-0815";
    private static final Ref REF = new Ref("thing", "17");

    static Stream<Object> everything() {
        Contact contact = new Contact(
                REF,
                DATA,
                DATA,
                DATA,
                DATA,
                new Address(DATA, DATA, DATA, DATA, DATA),
                REF,
                REF,
                null,
                null,
                Map.of("Region__c", DATA));
        Ticket ticket = new Ticket(
                REF,
                DATA,
                RichText.plain(DATA),
                null,
                null,
                REF,
                REF,
                REF,
                List.of(DATA),
                null,
                null,
                Map.of("custom", DATA));
        Filter<Contact> filter = Filter.where(Contact.EMAIL).is(DATA);
        Filter<Contact> compound =
                filter.and(Filter.where(Contact.PHONE).startsWith(DATA).or(filter));
        Operation operation = Operation.read("things.get", "crm:thing:read");
        Plan plan = new Plan(
                "things.create",
                "crm:thing:create",
                REF,
                Map.of(),
                Map.of("name", new Plan.FieldChange(DATA, DATA)),
                null);
        return Stream.of(
                Secret.of(DATA),
                Credentials.bearer(DATA),
                Credentials.basic(DATA, DATA),
                Credentials.clientCredentials(DATA, DATA),
                Connection.to("https://crm.example")
                        .auth(Credentials.bearer(DATA))
                        .option("x", DATA),
                contact,
                ticket,
                new Company(REF, DATA, DATA, DATA, REF, null, Map.of("x", DATA)),
                new CrmUser(REF, DATA, DATA, true),
                new TicketUser(REF, DATA, DATA, true, true),
                new Comment(REF, RichText.html(DATA), Comment.Visibility.PUBLIC, REF, null),
                CommentDraft.internal(DATA),
                Note.on(REF).subject(DATA).text(DATA),
                Note.on(REF).subject(DATA),
                contact.address(),
                RichText.html(DATA),
                Changes.of(Contact.EMAIL, DATA).andCustom("Region__c", DATA).onlyIf(DATA),
                filter,
                compound,
                Query.of(compound).orderBy(Contact.EMAIL, true),
                Grant.to("agent").where("crm:contact", compound),
                new Fetched<>(
                        contact, List.of(new Finding("email", FindingKind.PADDED, DATA)), DATA, Map.of("E", DATA)),
                new Finding("email", FindingKind.PADDED, DATA),
                new Walk.Page<>(List.of(new Fetched<>(contact, List.of(), DATA, Map.of("E", DATA))), DATA),
                new Records.RawPage(List.of(JsonNodeFactory.instance.stringNode(DATA)), DATA),
                Row.of(Map.of("email", DATA)),
                Statement.of("SELECT ?", DATA),
                plan,
                new Outcome.NotSent<>(
                        Failure.unsent(ErrorCode.DRY_RUN, "shop", "x", "Dry run.")
                                .toException(),
                        plan),
                Intent.keyed(DATA),
                Read.of(operation, REF, context -> DATA),
                Write.of(operation, Intent.keyed(DATA), REF, Map.of("name", DATA), context -> null),
                new Trace("sp-1", REF, SteppingTime.START, Set.of("name"), (field, value) -> false, DATA),
                HttpRequest.get("/things/{id}", DATA)
                        .query("q", DATA)
                        .header("X-Data", DATA)
                        .form(Map.of("x", DATA)),
                new HttpRequest.Body("text/plain", DATA.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void a_value_prints_no_data(Object value) {
        assertThat(value.toString()).isNotBlank().doesNotContain(DATA);
    }

    @Test
    void a_cause_keeps_its_kind_and_loses_its_words() {
        Exception driver = new IllegalStateException(DATA, new RuntimeException("row (" + DATA + ")"));
        driver.addSuppressed(new RuntimeException(DATA));
        StringWriter trace = new StringWriter();
        Failure.unsent(ErrorCode.VENDOR_FAILURE, "shop", "things.get", "The system failed.")
                .toException(driver)
                .printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .contains("IllegalStateException", "RuntimeException", "The system failed.")
                .doesNotContain(DATA);
    }

    @Test
    void a_mistaken_address_is_refused_without_being_quoted() {
        for (String address : List.of(
                "https://user:" + DATA + "@crm.example",
                "https://us er:" + DATA + "@crm.example",
                "https://crm.example/?token=" + DATA,
                "ftp://" + DATA + "/",
                DATA)) {
            assertThatThrownBy(() -> Connection.to(address))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain(DATA));
        }
    }
}
