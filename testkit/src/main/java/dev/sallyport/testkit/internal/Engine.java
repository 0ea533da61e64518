package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.FakeSettings;
import dev.sallyport.testkit.Journal;
import dev.sallyport.testkit.JournalPage;
import dev.sallyport.testkit.Problem;
import dev.sallyport.testkit.Truth;
import dev.sallyport.testkit.fault.Cut;
import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultReport;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.Admission;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.HouseRules;
import dev.sallyport.testkit.spi.HttpDate;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.QuotaState;
import dev.sallyport.testkit.spi.ReplyTap;
import dev.sallyport.testkit.spi.Traits;
import dev.sallyport.testkit.spi.VendorPack;
import dev.sallyport.testkit.time.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of each request; the pack says what it looks like. */
public final class Engine implements AutoCloseable {
    private static final String WRONG_TYPE = "text/html;charset=UTF-8";

    private final VendorPack pack;
    private final FakeSettings settings;
    private final Problems problems;
    private final Agenda agenda;
    private final TruthBook truth = new TruthBook();
    private final JournalBook journal;
    private volatile FaultBook faults;
    private volatile FaultPlan plan;
    private volatile ReplyTap tap = ReplyTap.NONE;
    private final QuotaBook quotas;
    private final DowntimeBook downtimes;
    private final Stage stage;
    private final Lies lies = new Lies();
    private final Set<String> deadCursors = ConcurrentHashMap.newKeySet();
    private volatile boolean touched;
    private final AtomicLong arrivals = new AtomicLong();
    private final HouseRules house;

    public Engine(VendorPack pack, FakeSettings settings) {
        this.pack = pack;
        this.settings = settings;
        house = pack.houseRules();
        problems = new Problems(settings.clock());
        agenda = new Agenda(pack.name(), problems, settings);
        journal = new JournalBook(settings.journalCapacity());
        plan = settings.faults();
        faults = new FaultBook(settings.seed(), plan);
        quotas = new QuotaBook(pack.quotas());
        downtimes = new DowntimeBook(settings.faults().downtimes(), agenda);
        stage = new Stage(pack, settings.clock(), settings.seed(), truth);
    }

    void attach(Door door, String baseUrl) {
        stage.baseUrl(baseUrl);
        downtimes.attach(door);
    }

    public Instant now() {
        return settings.clock().instant();
    }

    HttpWire wire() {
        return new HttpWire(this, agenda, settings.maxBodyBytes());
    }

    void problem(String where, Throwable cause) {
        problems.add(where, cause);
    }

    WireReply answer(FakeRequest request) {
        return FakeTime.source(settings.clock()) instanceof SteppingClock stepping
                ? stepping.standingStill(() -> answered(request))
                : answered(request);
    }

    private WireReply answered(FakeRequest request) {
        Passage passage = new Passage(request, arrivals.incrementAndGet());
        WireReply answer = dressed(passage, guarded(passage));
        giveBack(passage, answer.planned());
        journal.add(passage.entry(answer, now(), house, traits(passage, answer)));
        return answer;
    }

    private Traits traits(Passage passage, WireReply answer) {
        try {
            Traits traits = pack.traits(passage.request, passage.classification, answer.reply());
            return passage.isConditional() ? traits.withCondition() : traits;
        } catch (RuntimeException | Error failure) {
            problems.add("traits", failure);
            return Traits.none();
        }
    }

    private WireReply guarded(Passage passage) {
        try {
            return pass(passage);
        } catch (RuntimeException | Error failure) {
            problems.add(passage.classification.operation(), failure);
            return WireReply.of(serverError(passage.request));
        }
    }

    private WireReply pass(Passage passage) {
        passage.classification = pack.classify(passage.request);
        FakeReply instead = tap.instead(passage.request, passage.classification);
        if (instead != null) {
            return WireReply.of(instead);
        }
        Downtime down = downtimes.check(now());
        if (down != null) {
            passage.downtime = true;
            return down.refuses()
                    ? WireReply.cut(Cut.RESET, Duration.ZERO)
                    : WireReply.of(pack.dialect().unavailable(passage.request, down.promise()));
        }
        if (passage.request.length() > settings.maxBodyBytes()) {
            return WireReply.of(pack.dialect().tooLarge(passage.request));
        }
        Admission admission = stage.admit(passage);
        if (admission instanceof Admission.Granted granted) {
            passage.actor = granted.actor();
            return charged(passage, granted);
        }
        return WireReply.of(((Admission.Refused) admission).reply());
    }

    private WireReply charged(Passage passage, Admission.Granted caller) {
        Instant now = now();
        passage.lie = faults.lie(passage.classification, now);
        QuotaBook.Taken taken = quotas.take(pack.charges(passage.request, passage.classification, caller.actor()), now);
        passage.quotas = taken.states();
        passage.release = taken.release();
        QuotaState refusing = taken.refusedBy();
        if (refusing != null) {
            passage.refusedBy = refusing.quota().name();
            Duration wait = Duration.between(now, refusing.resetsAt());
            return WireReply.of(pack.dialect().overQuota(passage.request, refusing, wait));
        }
        if (passage.classification.further() && deadCursors.contains(Fingerprint.of(passage.request))) {
            passage.fault = FaultKind.CURSOR_EXPIRED;
            return WireReply.of(pack.dialect().cursorExpired(passage.request));
        }
        FaultBook.Drawn drawn = faults.draw(passage.classification, caller.renewable(), now);
        passage.occurrence = drawn.occurrence();
        FaultRule rule = drawn.rule();
        if (rule == null) {
            return WireReply.of(stage.handle(passage, caller.actor()));
        }
        passage.fault = rule.kind();
        return befallen(passage, caller.actor(), rule);
    }

    private WireReply befallen(Passage passage, String actor, FaultRule rule) {
        FakeRequest request = passage.request;
        return switch (rule.kind()) {
            // Lies are drawn for themselves and never come here.
            case LYING_HEADERS -> WireReply.of(stage.handle(passage, actor));
            case RESET_BEFORE -> WireReply.cut(rule.cut(), Duration.ZERO);
            case THROTTLED -> WireReply.of(pack.dialect().throttled(request, promise(rule)));
            case UNAVAILABLE -> WireReply.of(pack.dialect().unavailable(request, rule.retryAfter()));
            case HTML_200 -> WireReply.of(pack.dialect().htmlPage(request));
            case TOKEN_EXPIRED -> {
                stage.revokeToken(passage);
                yield WireReply.of(pack.dialect().tokenExpired(request));
            }
            case REPLY_LOST -> {
                stage.handle(passage, actor);
                yield WireReply.cut(rule.cut(), Duration.ZERO);
            }
            case SERVER_ERROR_AFTER -> {
                stage.handle(passage, actor);
                yield WireReply.of(pack.dialect().serverError(request));
            }
            case SLOW_REPLY -> WireReply.late(stage.handle(passage, actor), rule.delay());
            case SLOW_BODY -> WireReply.trickling(stage.handle(passage, actor), rule.delay());
            case STALLED -> WireReply.brokenOff(stage.handle(passage, actor), rule.cut(), rule.delay());
            case CUT_SHORT -> WireReply.brokenOff(stage.handle(passage, actor), rule.cut(), Duration.ZERO);
            case TRUNCATED_BODY, MALFORMED_BODY, WRONG_TYPE, PARTIAL_BATCH ->
                WireReply.of(stage.handle(passage, actor));
            case CURSOR_EXPIRED -> {
                deadCursors.add(Fingerprint.of(request));
                yield WireReply.of(pack.dialect().cursorExpired(request));
            }
            case LATE_EFFECT -> {
                agenda.lateEffect(rule.delay(), () -> stage.handle(passage, actor));
                yield WireReply.cut(rule.cut(), rule.hold());
            }
        };
    }

    private static Duration promise(FaultRule rule) {
        Duration retryAfter = rule.retryAfter();
        return retryAfter == null ? Duration.ofSeconds(1) : retryAfter;
    }

    /** Adds what every answer carries, and does the cutting that must come after that. */
    private WireReply dressed(Passage passage, WireReply answer) {
        FakeReply bare = answer.reply();
        if (bare == null) {
            return answer;
        }
        FakeReply dressed = decorated(passage, bare);
        if (dressed.header("Date") == null) {
            dressed = dressed.header("Date", HttpDate.of(Lies.date(passage.lie, now())));
        }
        dressed = tap.answered(passage.request, passage.classification, dressed);
        return answer.with(spoiled(passage.fault, dressed));
    }

    private static FakeReply spoiled(@Nullable FaultKind fault, FakeReply reply) {
        if (fault == FaultKind.TRUNCATED_BODY) {
            return reply.cutTo(reply.length() / 2);
        }
        if (fault == FaultKind.MALFORMED_BODY) {
            return reply.garbled();
        }
        return fault == FaultKind.WRONG_TYPE ? reply.header("Content-Type", WRONG_TYPE) : reply;
    }

    private FakeReply decorated(Passage passage, FakeReply bare) {
        try {
            FakeReply told = pack.decorate(bare, passage.request, lies.states(passage.lie, passage.quotas));
            return passage.lie == null
                    ? told
                    : Lies.told(passage.lie, pack.decorate(bare, passage.request, List.of()), told);
        } catch (RuntimeException | Error failure) {
            problems.add(passage.classification.operation(), failure);
            return serverError(passage.request);
        }
    }

    private FakeReply serverError(FakeRequest request) {
        try {
            return pack.dialect().serverError(request);
        } catch (RuntimeException | Error failure) {
            problems.add("dialect", failure);
            return FakeReply.empty(500);
        }
    }

    private void giveBack(Passage passage, Duration after) {
        if (after.isZero()) {
            passage.release.run();
        } else {
            agenda.later(after, "give back concurrency", passage.release);
        }
    }

    public HouseRules houseRules() {
        return house;
    }

    public List<Quota> limits() {
        return pack.quotas();
    }

    /** The rights of each token by its fingerprint, as it stands in the journal. */
    public Map<String, Set<String>> rightsHeld() {
        Map<String, Set<String>> held = new TreeMap<>();
        stage.alone(pack::rightsHeld)
                .forEach((authorization, rights) -> held.put(Fingerprint.ofText(authorization), Set.copyOf(rights)));
        return held;
    }

    public Set<String> rightsUsed(String operation, Access access, Set<String> held) {
        return pack.rightsUsed(operation, access, held);
    }

    public Truth truth() {
        return truth.snapshot();
    }

    public Journal journal() {
        return journal.snapshot();
    }

    public JournalPage journal(long from, int atMost) {
        return journal.page(from, atMost);
    }

    public FaultPlan plan() {
        return plan;
    }

    /** Requests under way keep what the old plan drew for them. */
    public void plan(FaultPlan changed) {
        plan = changed;
        faults = new FaultBook(settings.seed(), changed);
        downtimes.plan(changed.downtimes());
    }

    public List<QuotaState> quotas() {
        return quotas.states(now());
    }

    /** Requests under way may still meet the old one. */
    public void tap(ReplyTap changed) {
        tap = changed;
    }

    public FaultReport faults() {
        return faults.report(downtimes.turnedAway());
    }

    public Map<String, Long> quotaRefusals() {
        return quotas.refusals();
    }

    public List<Problem> problems() {
        return problems.look();
    }

    public int lateEffectsPending() {
        return agenda.lateEffectsPending();
    }

    public void awaitLateEffects(Duration atMost) {
        agenda.awaitLateEffects(atMost);
    }

    public <T> T alone(Supplier<T> work) {
        touched = true;
        return stage.change(work);
    }

    /** What {@link #restore} takes. */
    public Object snapshot() {
        return stage.past()
                .orElseThrow(() -> new IllegalStateException(
                        "more has happened to " + pack.name() + " since its start or last reset than is remembered;"
                                + " reset it, and take the snapshot sooner"));
    }

    public void restore(Object snapshot) {
        if (!(snapshot instanceof Stage.Past past) || !(settings.clock() instanceof FakeTime time)) {
            throw new IllegalArgumentException("no snapshot of this fake");
        }
        stage.alone(() -> {
            agenda.clear();
            touched = true;
            stage.goBack(past, time);
            return true;
        });
    }

    public <T> T look(Supplier<T> work) {
        return stage.look(work);
    }

    public void reset() {
        stage.alone(() -> {
            agenda.clear();
            // Making a world again takes its time: only where something can have changed in it.
            if (touched || arrivals.get() > 0) {
                pack.reset();
                stage.fresh();
            }
            touched = false;
            truth.reset();
            journal.reset();
            faults.reset();
            lies.reset();
            deadCursors.clear();
            quotas.reset();
            problems.reset();
            arrivals.set(0);
            return true;
        });
        // Outside the lock: it may move the listening socket.
        downtimes.reset();
    }

    @Override
    public void close() {
        agenda.close();
        problems.throwUnseen(pack.name());
    }
}
