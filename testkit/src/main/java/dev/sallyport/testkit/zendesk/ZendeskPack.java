package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.FakeSettings;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.Admission;
import dev.sallyport.testkit.spi.Charge;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.Dialect;
import dev.sallyport.testkit.spi.Exchange;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.HouseRules;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.QuotaState;
import dev.sallyport.testkit.spi.Traits;
import dev.sallyport.testkit.spi.VendorPack;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One account behind the engine. */
final class ZendeskPack implements VendorPack {
    private static final String ANONYMOUS = "anonymous";
    private static final Set<String> FOR_ANYBODY = Set.of("users.me");

    private final Setup setup;
    private final FakeSettings settings;
    private final Instant startedAt;
    private final Faults faults = new Faults();
    private final AtomicLong early = new AtomicLong();
    private Account account;
    private Credentials credentials;

    ZendeskPack(Setup setup, FakeSettings settings) {
        this.setup = setup;
        this.settings = settings;
        this.startedAt = settings.clock().instant();
        this.account = new Account(setup, startedAt);
        this.credentials = new Credentials(setup, settings.seed());
    }

    Account account() {
        return account;
    }

    Credentials credentials() {
        return credentials;
    }

    @Override
    public String name() {
        return "zendesk";
    }

    @Override
    public List<Quota> quotas() {
        return Limits.quotas(setup);
    }

    @Override
    public Dialect dialect() {
        return faults;
    }

    @Override
    public Classification classify(FakeRequest request) {
        return Subjects.classify(request);
    }

    @Override
    public Admission admit(FakeRequest request, Classification classification, Instant now) {
        if (classification.tokenEndpoint()) {
            return Admission.lasting(ANONYMOUS);
        }
        try {
            return admit(request, classification.operation(), credentials.caller(request, now));
        } catch (Refusal refusal) {
            return Admission.refused(refusal.reply());
        }
    }

    private Admission admit(FakeRequest request, String operation, Credentials.@Nullable Caller caller) {
        if (caller == null) {
            return FOR_ANYBODY.contains(operation)
                    ? Admission.lasting(ANONYMOUS)
                    : Admission.refused(Replies.unauthenticated());
        }
        Router.Found found = Router.find(request);
        if (found != null && !allowed(found.route(), caller)) {
            return Admission.refused(Replies.forbidden());
        }
        String actor = actor(request, caller);
        return caller.renewable() ? Admission.renewable(actor) : Admission.lasting(actor);
    }

    private boolean allowed(Route route, Credentials.Caller caller) {
        Set<String> scopes = caller.scopes();
        if (scopes != null && !Scopes.allow(scopes, route.resource(), route.access())) {
            return false;
        }
        return switch (setup.role()) {
            case ADMIN -> true;
            case AGENT -> !route.forAdmins();
            case LIGHT_AGENT -> !route.forAdmins() && route.access() == Access.READ;
            case END_USER -> FOR_ANYBODY.contains(route.operation()) || isOwn(route);
        };
    }

    /** What end users may: see and write their own requests, not those of others. */
    private static boolean isOwn(Route route) {
        return route.segments().get(0).equals("requests");
    }

    /** A token that may impersonate acts as whomever it names. */
    private String actor(FakeRequest request, Credentials.Caller caller) {
        String behalf = request.header("X-On-Behalf-Of");
        Set<String> scopes = caller.scopes();
        if (behalf == null || scopes == null || !scopes.contains("impersonate")) {
            return caller.email();
        }
        if (account.userByEmail(behalf) == null) {
            throw new Refusal(Replies.unauthenticated());
        }
        return behalf;
    }

    @Override
    public List<Charge> charges(FakeRequest request, Classification classification, String actor) {
        return classification.tokenEndpoint() ? List.of() : Limits.charges(request, classification.operation(), actor);
    }

    @Override
    public void revokeToken(FakeRequest request) {
        credentials.revoke(request);
    }

    @Override
    public FakeReply handle(FakeRequest request, Exchange exchange) {
        try {
            return answer(request, exchange).header("X-Request-Id", exchange.requestId());
        } catch (Refusal refusal) {
            return refusal.reply().header("X-Request-Id", exchange.requestId());
        }
    }

    private FakeReply answer(FakeRequest request, Exchange exchange) {
        if (Router.isToken(request)) {
            return credentials.issue(request, exchange.now());
        }
        Router.Found found = Router.find(request);
        if (found == null) {
            return Replies.invalidEndpoint();
        }
        Call call = new Call(request, exchange, account, found.path());
        if (found.route().access() == Access.READ) {
            return found.route().handler().apply(call);
        }
        account.writing(true);
        try {
            return found.route().handler().apply(call);
        } finally {
            account.writing(false);
        }
    }

    @Override
    public HouseRules houseRules() {
        return Observed.houseRules();
    }

    @Override
    public Traits traits(FakeRequest request, Classification classification, @Nullable FakeReply reply) {
        return Observed.traits(request, classification, reply);
    }

    @Override
    public Map<String, Set<String>> rightsHeld() {
        return credentials.rightsHeld();
    }

    @Override
    public Set<String> rightsUsed(String operation, Access access, Set<String> held) {
        return Scopes.used(held, Router.resource(operation), access);
    }

    @Override
    public FakeReply decorate(FakeReply reply, FakeRequest request, List<QuotaState> quotas) {
        String id = reply.header("X-Request-Id");
        String shown = id == null ? "early-" + early.incrementAndGet() : id;
        FakeReply dressed = reply.header("X-Request-Id", shown)
                .header("X-Zendesk-Request-Id", shown)
                .header("x-zendesk-api-version", "v2")
                .header("x-runtime", "0.042")
                .header("Server", "cloudflare");
        if (reply.length() > 0) {
            dressed = dressed.header("etag", "W/\"" + Integer.toHexString(Arrays.hashCode(reply.body())) + "\"")
                    .header("cache-control", "max-age=0, private, must-revalidate");
        }
        return Limits.headers(dressed, request, quotas);
    }

    @Override
    public void reset() {
        account = new Account(setup, startedAt);
        credentials = new Credentials(setup, settings.seed());
        early.set(0);
    }
}
