package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.mess.Canary;
import dev.sallyport.testkit.mess.Label;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.Admission;
import dev.sallyport.testkit.spi.Charge;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.Dialect;
import dev.sallyport.testkit.spi.Exchange;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.QuotaState;
import dev.sallyport.testkit.spi.Traits;
import dev.sallyport.testkit.spi.VendorPack;
import dev.sallyport.testkit.spi.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An org behind the engine. */
final class SalesforcePack implements VendorPack {
    static final String DAILY = "DailyApiRequests";
    private static final String REFRESH_TOKEN = "5Aep8614iLM.fake";

    private final SalesforceSettings settings;
    private final Schema schema;
    private final Sorting sorting;
    private final SalesforceDialect dialect = new SalesforceDialect();
    private final Org org;
    private final Sessions sessions;
    private volatile OrgState state;

    SalesforcePack(SalesforceSettings settings) {
        this.settings = settings;
        this.schema = new Schema(settings.customFields());
        this.sorting = new Sorting(schema);
        this.org = new Org(settings.users());
        this.sessions = new Sessions(org.id(), settings.seed(), settings.tokenLifetime());
        this.state = fresh();
    }

    private OrgState fresh() {
        sessions.closeAll();
        org.users().forEach(user -> sessions.allowLasting(user.username()));
        return OrgState.fresh(schema, org, settings);
    }

    OrgState state() {
        return state;
    }

    /** The id of the contact that a row of the world became; empty if there is none. */
    String contactId(String rowKey) {
        MessyPopulation population = settings.population();
        if (population == null) {
            return state.imported().getOrDefault(rowKey, "");
        }
        OptionalLong number = population.numberOf(rowKey);
        return number.isPresent() ? ContactBase.id(number.getAsLong()) : "";
    }

    List<Canary> canaries() {
        MessyPopulation population = settings.population();
        MessyWorld world = settings.world();
        if (population != null) {
            return population.canaries();
        }
        return world == null || world.canaries().isEmpty() ? List.of() : List.of(Mess.canary());
    }

    /** The defects that were planted, as they show here. */
    Stream<Label> labels() {
        MessyPopulation population = settings.population();
        MessyWorld world = settings.world();
        if (population != null) {
            return LongStream.range(0, population.size())
                    .boxed()
                    .flatMap(number -> population.labels(number).stream()
                            .flatMap(label -> WorldColumns.shown(label, ContactBase.id(number)).stream()));
        }
        Map<String, String> ids = state.imported();
        return world == null
                ? Stream.empty()
                : world.labels().stream()
                        .filter(label -> ids.containsKey(label.record()))
                        .flatMap(label -> WorldColumns.shown(label, ids.getOrDefault(label.record(), "")).stream());
    }

    Org org() {
        return org;
    }

    Sessions sessions() {
        return sessions;
    }

    static String refreshToken() {
        return REFRESH_TOKEN;
    }

    @Override
    public String name() {
        return "salesforce";
    }

    @Override
    public List<Quota> quotas() {
        return List.of(new Quota(DAILY, settings.dailyLimit(), new Window.Rolling(Duration.ofHours(24))));
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Classification classify(FakeRequest request) {
        return sorting.classify(request, Route.of(request));
    }

    @Override
    public Admission admit(FakeRequest request, Classification classification, Instant now) {
        Route route = Route.of(request);
        boolean identity = route.action() == Route.Action.USER_INFO || route.action() == Route.Action.IDENTITY;
        if (!route.isApi() && !identity) {
            return Admission.lasting("anonymous");
        }
        String presented = Sessions.presented(request);
        String token = presented == null && identity ? request.query("oauth_token") : presented;
        Sessions.Session session = sessions.find(token, now);
        if (session == null) {
            return Admission.refused(dialect.tokenExpired(request));
        }
        return session.until() == null
                ? Admission.lasting(session.username())
                : Admission.renewable(session.username());
    }

    @Override
    public List<Charge> charges(FakeRequest request, Classification classification, String actor) {
        Route route = Route.of(request);
        if (!route.isApi()) {
            return List.of();
        }
        int weight = route.action() == Route.Action.BATCH ? Composite.batchSize(request) : 1;
        return List.of(new Charge(DAILY, org.id(), weight));
    }

    @Override
    public void revokeToken(FakeRequest request) {
        sessions.close(Sessions.presented(request));
    }

    @Override
    public FakeReply handle(FakeRequest request, Exchange exchange) {
        Route route = Route.of(request);
        try {
            return route.isApi() ? api(request, route, exchange) : outside(request, route, exchange);
        } catch (Refusal refusal) {
            return AsyncReplies.serves(request) ? AsyncReplies.of(request, refusal) : refusal.reply();
        }
    }

    private FakeReply api(FakeRequest request, Route route, Exchange exchange) {
        route.requireVersion();
        Unit unit = new Unit(state.store());
        Call call =
                new Call(org.caller(exchange.actor()), unit, route.version(), exchange.now(), exchange.failedItems());
        Queries queries = new Queries(state.cursors(), state.recency(), settings.pageSize());
        Resources resources = new Resources(queries, org, state, Login.root(request, exchange.baseUrl()));
        try {
            FakeReply reply = resources.serve(request, route, call);
            unit.report(exchange.effects());
            return reply;
        } catch (RuntimeException failure) {
            unit.undoTo(0);
            throw failure;
        }
    }

    private FakeReply outside(FakeRequest request, Route route, Exchange exchange) {
        String root = Login.root(request, exchange.baseUrl());
        return switch (route.action()) {
            case TOKEN -> new Login(org, sessions, REFRESH_TOKEN).token(request, root, exchange.now());
            case SOAP -> new Soap(org, sessions).serve(request, route.key(), root, exchange.now());
            case REVOKE -> revoke(request);
            case USER_INFO ->
                FakeReply.json(200, Identity.userInfo(state.store(), org, org.caller(exchange.actor()), root));
            case IDENTITY ->
                FakeReply.json(200, Identity.identity(state.store(), org, org.caller(exchange.actor()), root));
            case VERSIONS -> FakeReply.json(200, Identity.versions());
            case METHOD_NOT_ALLOWED -> throw Resources.notAllowed(request);
            default -> throw Refusal.notFound();
        };
    }

    private FakeReply revoke(FakeRequest request) {
        String token = request.query("token");
        sessions.close(token == null ? Login.first(request.form(), "token") : token);
        return FakeReply.empty(200);
    }

    @Override
    public Traits traits(FakeRequest request, Classification classification, @Nullable FakeReply reply) {
        return Observed.traits(request, classification, reply);
    }

    @Override
    public FakeReply decorate(FakeReply reply, FakeRequest request, List<QuotaState> quotas) {
        if (quotas.isEmpty()) {
            return reply;
        }
        QuotaState daily = quotas.get(0);
        long limit = daily.quota().limit();
        FakeReply counted = reply.status() == 200
                        && Route.of(request).action() == Route.Action.LIMITS
                        && String.valueOf(reply.header("Content-Type")).startsWith("application/json")
                ? FakeReply.json(200, limits(limit, daily.remaining()))
                : reply;
        return counted.header("Sforce-Limit-Info", "api-usage=" + daily.used() + "/" + limit);
    }

    /** What is left is only known here, after the request itself was counted. */
    private static ObjectNode limits(long most, long left) {
        ObjectNode limits = JsonNodeFactory.instance.objectNode();
        limits.putObject(DAILY).put("Max", most).put("Remaining", left);
        for (String other : List.of("DailyBulkApiBatches", "DailyBulkV2QueryJobs", "DataStorageMB", "FileStorageMB")) {
            limits.putObject(other).put("Max", 10_000).put("Remaining", 10_000);
        }
        return limits;
    }

    @Override
    public void reset() {
        state = fresh();
    }
}
