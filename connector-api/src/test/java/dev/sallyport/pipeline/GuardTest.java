package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.access.Grant;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Plan;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.AccessException;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.InputException;
import dev.sallyport.query.Filter;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import dev.sallyport.support.Answer;
import dev.sallyport.support.Shop;
import dev.sallyport.support.SteppingTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing leaves without a grant, and every refusal is on the record. */
class GuardTest {
    private static final Grant ALL = Grant.to("agent").onBehalfOf("maria").allow("crm:*:*");
    private final Shop shop = Shop.open();

    @BeforeEach
    void answer_everything() {
        shop.host.otherwise(request -> Answer.json(200, "{\"id\":\"t1\",\"name\":\"lamp\",\"owner\":\"queue-7\"}"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("no scope", Grant.to("agent").allow("crm:thing:delete"), ErrorCode.NOT_GRANTED),
                Arguments.of("nothing allowed", Grant.to("agent"), ErrorCode.NOT_GRANTED),
                Arguments.of("expired", ALL.until(SteppingTime.START), ErrorCode.GRANT_EXPIRED),
                Arguments.of("masked field", ALL.mask("crm:thing:name"), ErrorCode.MASKED),
                Arguments.of("everything masked", ALL.mask("crm:*:*"), ErrorCode.MASKED),
                Arguments.of("no approver", ALL.requireApproval("crm:thing:*"), ErrorCode.APPROVAL_MISSING),
                Arguments.of(
                        "not approved",
                        ALL.requireApproval("*:*:*").approver((grant, plan) -> false),
                        ErrorCode.APPROVAL_MISSING),
                Arguments.of(
                        "approver fails",
                        ALL.requireApproval("crm:thing:*").approver((grant, plan) -> {
                            throw new IllegalStateException("no network");
                        }),
                        ErrorCode.APPROVAL_MISSING),
                Arguments.of("no calls left", ALL.maxCalls(0), ErrorCode.BUDGET_SPENT),
                Arguments.of(
                        "child of an expired grant", child(ALL.until(SteppingTime.START)), ErrorCode.GRANT_EXPIRED),
                Arguments.of(
                        "child allows itself more",
                        child(Grant.to("agent").allow("crm:thing:delete")),
                        ErrorCode.NOT_GRANTED),
                Arguments.of("child of a masked grant", child(ALL.mask("crm:thing:name")), ErrorCode.MASKED),
                Arguments.of(
                        "child approves for its parent",
                        child(ALL.requireApproval("crm:thing:*").approver((grant, plan) -> false))
                                .approver((grant, plan) -> true),
                        ErrorCode.APPROVAL_MISSING),
                Arguments.of("child of a spent grant", child(ALL.maxCalls(0)).maxCalls(9), ErrorCode.BUDGET_SPENT));
    }

    private static Grant child(Grant parent) {
        return parent.narrow().allow("crm:*:*");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void a_refused_read_sends_nothing_and_leaves_one_line(String why, Grant grant, ErrorCode code) {
        Session session = shop.under(grant);
        assertThatThrownBy(() -> shop.pipeline.read(
                        session, new Read<>(Shop.GET, Shop.THING, List.of("crm:thing:name"), shop.json())))
                .isInstanceOf(AccessException.class)
                .satisfies(e -> assertThat(((ConnectorException) e).code()).isEqualTo(code));
        nothingSent(code.name());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void a_refused_write_sends_nothing_and_leaves_one_line(String why, Grant grant, ErrorCode code) {
        Outcome<Receipt> outcome = shop.create(shop.under(grant));
        assertThat(reason(outcome).code()).isEqualTo(code);
        nothingSent("not sent: " + code);
    }

    @Test
    void a_write_whose_record_lies_outside_the_rule_is_refused_after_a_fresh_look() {
        Grant ours = ALL.where("crm:thing", Filter.where(Shop.OWNER).is("queue-8"));
        Outcome<Receipt> outcome = shop.guardedUpdate(shop.under(ours), Map.of("name", "desk"));
        assertThat(reason(outcome).code()).isEqualTo(ErrorCode.OUTSIDE_RULE);
        assertThat(shop.host.received("POST")).isEmpty();
        assertThat(shop.audit.lines()).containsExactly("SYSTEM ok", "REFUSED not sent: OUTSIDE_RULE");
        Grant theirs = ALL.where("crm:thing", Filter.where(Shop.OWNER).is("Queue-7"));
        assertThat(shop.guardedUpdate(shop.under(theirs), Map.of("name", "desk"))
                        .isCommitted())
                .isTrue();
        assertThat(shop.guardedUpdate(
                                shop.under(theirs.narrow()
                                        .allow("crm:*:*")
                                        .where(
                                                "crm:thing",
                                                Filter.where(Shop.OWNER).is("queue-8"))),
                                Map.of("name", "desk"))
                        .isCommitted())
                .as("rules of child and parent both hold")
                .isFalse();
    }

    @Test
    void a_write_whose_rule_cannot_be_checked_is_refused() {
        Grant ruled = ALL.where("crm:thing", Filter.where(Shop.OWNER).is("queue-7"));
        assertThat(reason(shop.create(shop.under(ruled))).code()).isEqualTo(ErrorCode.OUTSIDE_RULE);
        nothingSent("not sent: OUTSIDE_RULE");
    }

    @Test
    void the_budget_of_writes_is_drawn_by_writes_only_and_refuses_the_next_one() {
        Session session = shop.under(ALL.maxCalls(5).maxWrites(1));
        shop.get(session);
        assertThat(shop.create(session).isCommitted()).isTrue();
        assertThat(reason(shop.create(session)).code()).isEqualTo(ErrorCode.BUDGET_SPENT);
        assertThat(shop.host.received("POST")).hasSize(1);
        assertThat(shop.audit.lines()).endsWith("REFUSED not sent: BUDGET_SPENT");
    }

    @Test
    void children_draw_on_their_parents_budget_and_a_task_keeps_its_own_across_grants() {
        Grant parent = ALL.forTask("T-4711").maxCalls(3);
        shop.get(shop.under(parent));
        shop.get(shop.under(child(parent)));
        shop.get(shop.under(child(child(parent)).maxCalls(1)));
        Grant again = ALL.forTask("T-4711").maxCalls(3);
        for (Grant grant : List.of(parent, child(parent), again)) {
            assertThatThrownBy(() -> shop.get(shop.under(grant))).isInstanceOf(AccessException.class);
        }
        shop.get(shop.under(ALL.forTask("T-4712").maxCalls(3)));
        assertThat(shop.host.received()).hasSize(4);
    }

    @Test
    void retries_draw_on_the_budget_once() {
        Session session = shop.under(ALL.maxCalls(1));
        shop.host.script(Answer.json(500, "{}"), Answer.json(500, "{}"));
        shop.get(session);
        assertThat(shop.host.received()).hasSize(3);
    }

    @Test
    void a_scope_that_does_not_exist_is_an_error_when_the_grant_is_used() {
        for (String scope : List.of("crm:thign:read", "crm:thing:reed", "cmr:thing:read", "crm:*:reed")) {
            assertThatThrownBy(() -> shop.under(Grant.to("agent").allow("crm:thing:read", scope)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(scope)
                    .hasMessageContaining("crm:thing:read");
            assertThatThrownBy(() -> shop.under(child(Grant.to("agent").allow(scope))))
                    .isInstanceOf(InputException.class);
        }
        shop.under(Grant.to("agent").allow("ticketing:ticket:read", "*:*:read", "crm:*:read"));
    }

    @Test
    void a_dry_run_sends_nothing_and_tells_the_plan() {
        Outcome<Receipt> outcome = shop.create(shop.under(child(ALL.dryRun())));
        Plan plan = ((Outcome.NotSent<Receipt>) outcome).plan().orElseThrow();
        assertThat(plan.operation()).isEqualTo("things.create");
        assertThat(plan.scope()).isEqualTo("crm:thing:create");
        assertThat(plan.cost()).isEqualTo(Map.of("account", 1));
        assertThat(plan.target()).isEmpty();
        assertThat(plan.change()).isEqualTo(Map.of("name", new Plan.FieldChange(null, "lamp")));
        nothingSent("not sent: DRY_RUN");
    }

    @Test
    void a_dry_run_of_an_update_and_an_approver_see_the_change_field_by_field() {
        AtomicInteger asked = new AtomicInteger();
        Grant grant = ALL.requireApproval("crm:thing:update").approver((who, plan) -> {
            asked.incrementAndGet();
            assertThat(plan.target()).contains(Shop.THING);
            assertThat(plan.change()).isEqualTo(Map.of("name", new Plan.FieldChange("lamp", "desk")));
            return true;
        });
        Outcome<Receipt> dry = shop.guardedUpdate(shop.under(grant.dryRun()), Map.of("name", "desk"));
        assertThat(((Outcome.NotSent<Receipt>) dry).plan().orElseThrow().change())
                .isEqualTo(Map.of("name", new Plan.FieldChange("lamp", "desk")));
        assertThat(shop.host.received("POST")).isEmpty();
        assertThat(shop.guardedUpdate(shop.under(child(grant)), Map.of("name", "desk"))
                        .isCommitted())
                .isTrue();
        assertThat(asked).as("one approver is asked once a call").hasValue(2);
    }

    @Test
    void without_an_audit_nothing_is_written_and_reads_fail() {
        shop.audit.breakDown();
        Session session = shop.under(ALL);
        assertThat(reason(shop.create(session)).code()).isEqualTo(ErrorCode.AUDIT_UNAVAILABLE);
        assertThat(reason(shop.guardedUpdate(
                                shop.under(ALL.where(
                                        "crm:thing", Filter.where(Shop.OWNER).is("queue-7"))),
                                Map.of("name", "desk")))
                        .code())
                .isEqualTo(ErrorCode.AUDIT_UNAVAILABLE);
        assertThat(shop.host.received("POST")).isEmpty();
        assertThatThrownBy(() -> shop.get(session))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AUDIT_UNAVAILABLE));
        assertThat(shop.stages.stream().filter(stage -> stage == Stage.SETTLE)).hasSize(3);
    }

    private void nothingSent(String result) {
        assertThat(shop.host.received()).isEmpty();
        assertThat(shop.audit.lines()).containsExactly("REFUSED " + result);
        assertThat(shop.audit.events().get(0)).satisfies(event -> {
            assertThat(event.actor()).isEqualTo("agent");
            assertThat(event.attempts()).isZero();
            assertThat(event.cost()).isEmpty();
        });
    }

    private static ConnectorException reason(Outcome<Receipt> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
        return ((Outcome.NotSent<Receipt>) outcome).reason();
    }
}
