package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.access.Grant;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.Outcome;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.query.Filter;
import dev.sallyport.support.Answer;
import dev.sallyport.support.ScriptedHost;
import dev.sallyport.support.Shop;
import dev.sallyport.support.SteppingTime;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A call has 30 seconds here; the time of a person who is asked is not the call's. */
class ApprovalTimeTest {
    private static final Grant ALL = Grant.to("agent").allow("crm:*:*");
    private final SteppingTime time = new SteppingTime();

    private Grant askingFor(String scope) {
        return ALL.requireApproval(scope).approver((grant, plan) -> {
            time.step(Duration.ofHours(1));
            return true;
        });
    }

    @Test
    void the_time_that_a_person_takes_to_approve_is_neither_the_writes_nor_its_leases() {
        Ledger memory = Ledger.inMemory();
        List<Instant> leases = new ArrayList<>();
        Ledger watched = (Ledger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("claim")) {
                        leases.add(((LedgerEntry) arguments[0]).leaseUntil());
                    }
                    return method.invoke(memory, arguments);
                });
        ScriptedHost host = new ScriptedHost().otherwise(request -> Answer.json(201, "{\"id\":\"t1\"}"));
        try (Shop shop = Shop.builder().host(host).time(time).ledger(watched).build()) {
            assertThat(shop.create(shop.under(askingFor("crm:*:create")), Intent.keyed("once"), Map.of("name", "lamp"))
                            .isCommitted())
                    .isTrue();
            assertThat(leases)
                    .singleElement()
                    .satisfies(lease -> assertThat(lease).isAfter(time.now()));
        }
    }

    @Test
    void a_read_has_all_of_its_time_after_an_approval_too() {
        ScriptedHost host = new ScriptedHost().script(Answer.json(503, "{}"));
        try (Shop shop = Shop.builder().host(host).time(time).build()) {
            shop.get(shop.under(askingFor("crm:*:read")));
            assertThat(host.received()).hasSize(2);
        }
    }

    @Test
    void where_nobody_was_asked_the_deadline_counts_from_the_beginning() {
        ScriptedHost host = new ScriptedHost().otherwise(request -> {
            time.step(Duration.ofSeconds(31));
            return Answer.json(200, "{\"id\":\"t1\",\"owner\":\"us\"}");
        });
        try (Shop shop = Shop.builder().host(host).time(time).build()) {
            Grant ruled = ALL.where("crm:thing", Filter.where(Shop.OWNER).is("us"));
            assertThat(shop.guardedUpdate(shop.under(ruled), Map.of("name", "lamp")))
                    .isInstanceOfSatisfying(
                            Outcome.NotSent.class,
                            late -> assertThat(late.reason().code()).isEqualTo(ErrorCode.DEADLINE));
            assertThat(host.received("POST")).isEmpty();
        }
    }
}
