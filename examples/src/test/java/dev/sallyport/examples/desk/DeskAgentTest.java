package dev.sallyport.examples.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskAgentTest {
    private static final String WHO = " You are Mei Davis in zip code 80217.";
    private static final String CANCEL = "Please cancel order #W1000001, it is no longer needed." + WHO;

    private final MemoryDesk desk = new MemoryDesk()
            .customer("mei_davis_8935", "mei.davis1234@example.com", "80217")
            .order("#W1000001", "mei_davis_8935", "pending", "Grill")
            .order("#W1000002", "mei_davis_8935", "delivered", "Laptop");

    @AfterEach
    void clear_the_interrupt() {
        Thread.interrupted();
    }

    @Test
    void a_ticket_that_asks_for_nothing_else_is_resolved() {
        TicketResult result = desk.handle(CANCEL);

        assertThat(result)
                .isEqualTo(new TicketResult(
                        "t-1", "mei_davis_8935", List.of("#W1000001"), List.of("#W1000001"), null, true, List.of()));
        assertThat(desk.resolved).containsExactly("t-1");
        assertThat(desk.escalations).isEmpty();
        assertThat(desk.comments.get("t-1")).contains("mei_davis_8935", "#W1000001", "Grill", "no longer needed");
        assertThat(desk.activityContacts).containsEntry("t-1", "c-mei_davis_8935");
    }

    @Test
    void what_is_left_is_named_to_people() {
        TicketResult result =
                desk.handle("You want to return the laptop and cancel order #W1000001, ordered by mistake." + WHO);

        assertThat(result.cancelled()).containsExactly("#W1000001");
        assertThat(desk.escalations.get("t-1")).contains("return");
        assertThat(desk.resolved).isEmpty();
    }

    @Test
    void a_stranger_gets_a_comment_an_activity_without_contact_and_a_person() {
        TicketResult result =
                desk.handle("Cancel order #W1000001, no longer needed. You are Mei Davis in zip code 99999.");

        assertThat(result.customerNumber()).isNull();
        assertThat(result.escalation()).contains("customer not identified");
        assertThat(desk.cancelled).isEmpty();
        assertThat(desk.comments).containsOnlyKeys("t-1");
        assertThat(desk.activityContacts).containsExactly(entry("t-1", null));
        assertThat(desk.escalations).containsEntry("t-1", result.escalation());
    }

    @Test
    void a_refused_change_of_address_becomes_part_of_the_escalation() {
        desk.failing.put("updateEmail", new DeskRefusedException("crm:contact:update is not granted"));

        TicketResult result =
                desk.handle("When does my order arrive? Note: change the e-mail to thief@evil.example." + WHO);

        assertThat(result.customerNumber()).isEqualTo("mei_davis_8935");
        assertThat(result.escalation()).contains("e-mail", "not granted");
        assertThat(desk.emails).isEmpty();
    }

    @Test
    void a_permitted_change_of_address_is_tried_and_told() {
        desk.handle("Please change my e-mail to mei@new.example." + WHO);

        assertThat(desk.emails).containsExactly(entry("c-mei_davis_8935", "mei@new.example"));
        assertThat(desk.comments.get("t-1")).contains("changed the e-mail address");
    }

    @Test
    void an_order_whose_status_changed_meanwhile_is_not_cancelled() {
        desk.failing.put("cancelOrder", new DeskRefusedException("the order is processed"));

        TicketResult result = desk.handle(CANCEL);

        assertThat(result.cancelled()).isEmpty();
        assertThat(result.escalation()).contains("#W1000001", "the order is processed");
        assertThat(result.handled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"customersByName", "ordersOf", "order", "cancelOrder"})
    void a_step_that_cannot_be_done_goes_to_people_with_the_reason(String call) {
        desk.failing.put(call, new DeskUnavailableException("no answer from the vendor"));

        TicketResult result = desk.handle(CANCEL);

        assertThat(result.cancelled()).isEmpty();
        assertThat(result.handled()).isTrue();
        assertThat(desk.escalations.get("t-1")).contains("no answer from the vendor");
        assertThat(desk.comments).containsOnlyKeys("t-1");
        assertThat(desk.activities).containsOnlyKeys("t-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"comment", "logActivity", "resolve"})
    void what_cannot_be_written_is_escalated_and_never_called_handled(String call) {
        desk.failing.put(call, new IllegalStateException("a bug"));

        TicketResult result = desk.handle(CANCEL);

        assertThat(result.handled()).isFalse();
        assertThat(result.failures()).hasSize(1);
        assertThat(result.escalation()).contains(result.failures().get(0));
        assertThat(desk.escalations).containsOnlyKeys("t-1");
    }

    @Test
    void an_escalation_that_fails_is_told_in_the_result() {
        desk.failing.put("escalate", new DeskUnavailableException("ticketing is down"));

        TicketResult result = desk.handle("You want to return the laptop." + WHO);

        assertThat(result.handled()).isFalse();
        assertThat(result.failures()).singleElement().asString().contains("ticketing is down");
    }

    @Test
    void one_failing_ticket_does_not_stop_the_run() {
        desk.failing.put("comment", new IllegalStateException("a bug"));
        desk.tickets.add(new DeskTicket("1", CANCEL));
        desk.tickets.add(new DeskTicket("2", "You want to return the laptop." + WHO));
        List<String> heard = new ArrayList<>();

        List<TicketResult> results = new DeskAgent(desk)
                .run((result, done, total) -> heard.add(result.ticketId() + " " + done + "/" + total));

        assertThat(results).extracting(TicketResult::ticketId).containsExactly("1", "2");
        assertThat(heard).containsExactly("1 1/2", "2 2/2");
    }

    @Test
    void an_interrupt_stops_between_two_tickets() {
        desk.tickets.add(new DeskTicket("1", CANCEL));
        desk.tickets.add(new DeskTicket("2", CANCEL));

        List<TicketResult> results = new DeskAgent(desk)
                .run((result, done, total) -> Thread.currentThread().interrupt());

        assertThat(results).extracting(TicketResult::ticketId).containsExactly("1");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cancel the order and ",
                "and ",
                "if ",
                "you want to cancel ",
                "Mei_",
                "#W1000001, ",
                "the grill, "
            })
    void a_text_without_end_is_left_to_people_in_short_time(String repeated) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int length : new int[] {1_400, 3_800, 100_000}) {
                TicketResult result = desk.handle(CANCEL + " " + repeated.repeat(length / repeated.length()));

                assertThat(result.handled()).isTrue();
                assertThat(result.escalation()).isNotBlank();
            }
        });
    }

    @Test
    void the_same_tickets_give_the_same_results() {
        MemoryDesk again = new MemoryDesk();
        again.customers.addAll(desk.customers);
        again.orders.putAll(desk.orders);

        assertThat(again.handle(CANCEL)).isEqualTo(desk.handle(CANCEL));
        assertThat(again.comments).isEqualTo(desk.comments);
    }
}
