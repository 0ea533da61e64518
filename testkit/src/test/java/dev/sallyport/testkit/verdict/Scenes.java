package dev.sallyport.testkit.verdict;

import static dev.sallyport.testkit.verdict.Claim.committed;
import static dev.sallyport.testkit.verdict.Claim.notDone;

import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.mess.Canary;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A scene for each rule. */
final class Scenes {
    private static final FaultRule LOST = FaultRule.of(FaultKind.REPLY_LOST);
    private static final Window MINUTE = new Window.Fixed(Duration.ofMinutes(1));

    private Scenes() {}

    static List<Scene> all() {
        return List.of(
                earlyReturn(),
                downtime(),
                jitter(),
                amplification(),
                backoff(),
                hopeless(),
                doubled(),
                lost(),
                unreported(),
                partial(),
                job(),
                keyless(),
                lostUpdate(),
                deadToken(),
                stampede(),
                pages("V16", 50, 4, 50, 3),
                loop(),
                pages("V18", 10, 12, 50, 3),
                limitHeader(),
                crowding(),
                concurrency(),
                needless(),
                polling(),
                privilege(),
                injection(),
                secretInUrl(),
                elsewhere(),
                tooLarge(),
                nameless());
    }

    private static FaultPlan plan(FaultKind kind, int times) {
        return FaultPlan.of(FaultRule.of(kind).atMost(times));
    }

    private static Scene earlyReturn() {
        return Scene.of(
                        "V01",
                        caller -> repeat(caller, "/tickets/1", 2, 300),
                        caller -> repeat(caller, "/tickets/1", 2, 1_200))
                .with(plan(FaultKind.THROTTLED, 1));
    }

    private static void repeat(Caller caller, String path, int times, long pause) throws IOException {
        for (int time = 0; time < times; time++) {
            caller.get(path);
            caller.pause(pause);
        }
    }

    private static Scene downtime() {
        FaultPlan down = FaultPlan.builder()
                .downtime(Downtime.after(Duration.ZERO).lasting(Duration.ofMinutes(1)))
                .build();
        return Scene.of(
                        "V02",
                        caller -> repeat(caller, "/tickets/1", 12, 500),
                        caller -> repeat(caller, "/tickets/1", 5, 15_000))
                .with(down);
    }

    private static Scene jitter() {
        return Scene.of("V03", caller -> herd(caller, 0), caller -> herd(caller, 90))
                .with(plan(FaultKind.THROTTLED, 1));
    }

    private static void herd(Caller caller, long spread) throws IOException {
        for (int work = 0; work < 10; work++) {
            caller.get("/tickets/" + work);
        }
        caller.pause(2_000);
        for (int work = 0; work < 10; work++) {
            caller.get("/tickets/" + work);
            caller.pause(spread);
        }
    }

    private static Scene amplification() {
        return Scene.of(
                        "V04",
                        caller -> repeat(caller, "/tickets/1", 18, 20_000),
                        caller -> repeat(caller, "/tickets/1", 4, 20_000))
                .with(FaultPlan.of(
                        FaultRule.of(FaultKind.UNAVAILABLE).withoutRetryAfter().always()));
    }

    private static Scene backoff() {
        return Scene.of(
                        "V05",
                        caller -> repeat(caller, "/tickets/1", 5, 0),
                        caller -> repeat(caller, "/tickets/1", 5, 400))
                .with(plan(FaultKind.RESET_BEFORE, 4));
    }

    private static Scene hopeless() {
        return Scene.of("V06", caller -> repeat(caller, "/search?q=", 2, 100), caller -> {
            caller.get("/search?q=");
            caller.get("/search?q=order");
        });
    }

    private static Scene doubled() {
        return Scene.of(
                        "V07",
                        caller -> {
                            caller.post("/tickets/1/comments", "{\"text\":\"hello\"}");
                            caller.pause(500).post("/tickets/1/comments", "{\"text\":\"hello\"}");
                        },
                        caller -> {
                            caller.post("/tickets/1/comments", "{\"text\":\"hello\"}");
                            caller.pause(500).get("/tickets/1");
                        })
                .with(FaultPlan.of(LOST));
    }

    private static Claim update(String ticket) {
        return committed("desk", EffectKind.UPDATE, "ticket", ticket);
    }

    private static Scene lost() {
        Scene.Act act = caller -> caller.put("/tickets/1", "{\"status\":\"solved\"}");
        return Scene.of("V08", act, act).claiming(List.of(update("1"), update("2")), List.of(update("1")));
    }

    private static Scene unreported() {
        Scene.Act act = caller -> caller.put("/tickets/1", "{\"status\":\"solved\"}");
        return Scene.of("V09", act, act)
                .claiming(
                        List.of(notDone("desk", EffectKind.UPDATE, "ticket", "1")),
                        List.of(Claim.unknown("desk", EffectKind.UPDATE, "ticket", "1")));
    }

    private static Scene partial() {
        Scene.Act act = caller -> caller.post("/batch", "[\"1\",\"bad\",\"3\"]");
        List<Claim> done = List.of(update("1"), update("3"));
        return Scene.of("V10", act, act)
                .claiming(done, List.of(update("1"), update("3"), notDone("desk", EffectKind.UPDATE, "ticket", null)));
    }

    private static Scene job() {
        return Scene.of("V11", caller -> caller.post("/jobs", "{}"), caller -> {
            caller.post("/jobs", "{}");
            caller.pause(2_000).get("/jobs/j1");
        });
    }

    private static Scene keyless() {
        return Scene.of("V12", Scenes::createTwice, caller -> createTwice(caller.header("Idempotency-Key", "k1")))
                .with(plan(FaultKind.RESET_BEFORE, 1));
    }

    private static void createTwice(Caller caller) throws IOException {
        caller.post("/tickets", "{\"text\":\"new\"}");
        caller.pause(500).post("/tickets", "{\"text\":\"new\"}");
    }

    private static Scene lostUpdate() {
        return Scene.of("V13", caller -> editTogether(caller, null), caller -> editTogether(caller, "\"v1\""));
    }

    private static void editTogether(Caller caller, String version) throws IOException {
        caller.signIn("person", "read");
        String person = caller.signIn("person", "write");
        String agent = caller.signIn("agent", "write");
        caller.get("/tickets/1");
        caller.pause(1_000).header("Authorization", "Bearer " + person);
        caller.put("/tickets/1", "{\"priority\":\"high\"}");
        caller.pause(1_000).header("Authorization", "Bearer " + agent);
        caller.header("If-Match", version).put("/tickets/1", "{\"priority\":\"low\"}");
    }

    private static Scene deadToken() {
        return Scene.of(
                        "V14",
                        caller -> {
                            caller.signIn("agent", "read");
                            repeat(caller, "/tickets/1", 4, 2_000);
                        },
                        caller -> {
                            caller.signIn("agent", "read");
                            caller.get("/tickets/1");
                            caller.signIn("agent", "read");
                            repeat(caller, "/tickets/1", 3, 2_000);
                        })
                .with(plan(FaultKind.TOKEN_EXPIRED, 1));
    }

    private static Scene stampede() {
        return Scene.of("V15", caller -> renew(caller, 5), caller -> renew(caller, 1))
                .with(plan(FaultKind.TOKEN_EXPIRED, 1));
    }

    private static void renew(Caller caller, int times) throws IOException {
        caller.signIn("agent", "read");
        caller.get("/tickets/1");
        for (int time = 0; time < times; time++) {
            caller.signIn("agent", "read");
        }
        caller.get("/tickets/1");
    }

    private static Scene pages(String rule, int brokenSize, int brokenPages, int keptSize, int keptPages) {
        return Scene.of(
                rule, caller -> walk(caller, brokenSize, brokenPages), caller -> walk(caller, keptSize, keptPages));
    }

    private static void walk(Caller caller, int size, int pages) throws IOException {
        for (int page = 1; page <= pages; page++) {
            caller.get("/tickets?size=" + size + "&page=" + page);
        }
    }

    private static Scene loop() {
        return Scene.of(
                "V17",
                caller -> {
                    walk(caller, 50, 1);
                    repeat(caller, "/tickets?size=50&page=2", 6, 0);
                },
                caller -> walk(caller, 50, 3));
    }

    private static Scene limitHeader() {
        return Scene.of(
                        "V19",
                        caller -> {
                            for (int ticket = 0; ticket < 6; ticket++) {
                                caller.get("/tickets/" + ticket);
                                caller.pause(1_000);
                            }
                        },
                        caller -> {
                            for (int ticket = 0; ticket < 6; ticket++) {
                                caller.get("/tickets/" + ticket);
                                caller.pause(ticket == 2 ? 61_000 : 1_000);
                            }
                        })
                .with(new Quota("calls", 3, MINUTE));
    }

    private static Scene crowding() {
        return Scene.of("V20", caller -> heavy(caller, 25), caller -> heavy(caller, 4))
                .with(new Quota("calls", 9, MINUTE));
    }

    private static void heavy(Caller caller, int times) throws IOException {
        for (int time = 0; time < times; time++) {
            caller.get("/search?heavy&q=" + time);
        }
    }

    private static Scene concurrency() {
        return Scene.of("V21", caller -> together(caller, 5), caller -> together(caller, 1))
                .with(new Quota("together", 2, new Window.Concurrent()))
                .with(FaultPlan.of(
                        FaultRule.of(FaultKind.SLOW_REPLY).on("ticket.get").delay(Duration.ofMillis(800))));
    }

    /** One call is held, so that the others run beside it. */
    private static void together(Caller caller, int others) {
        CompletableFuture<?>[] held = new CompletableFuture<?>[others + 1];
        for (int call = 0; call <= others; call++) {
            held[call] = beside(caller, "/tickets/" + call);
        }
        CompletableFuture.allOf(held).join();
    }

    /** A call of another thread, which has arrived. */
    static CompletableFuture<Void> beside(Caller caller, String path) {
        long before = caller.desk().journal().count();
        CompletableFuture<Void> call = CompletableFuture.runAsync(
                () -> {
                    try {
                        caller.get(path);
                    } catch (IOException failed) {
                        throw new IllegalStateException(failed);
                    }
                },
                // A thread each: the common pool of a machine with two processors may have one only.
                task -> new Thread(task, "caller").start());
        while (caller.desk().journal().count() == before) {
            Thread.onSpinWait();
        }
        return call;
    }

    private static Scene needless() {
        return Scene.of("V22", caller -> repeat(caller, "/tickets/1", 12, 100), caller -> {
            for (int ticket = 0; ticket < 12; ticket++) {
                caller.get("/tickets/" + ticket);
            }
        });
    }

    private static Scene polling() {
        return Scene.of("V23", caller -> poll(caller, 0), caller -> poll(caller, 1_500));
    }

    private static void poll(Caller caller, long pause) throws IOException {
        caller.post("/jobs", "{}");
        repeat(caller, "/jobs/j1", 7, pause);
    }

    private static Scene privilege() {
        return Scene.of("V24", caller -> readMuch(caller, "read%20write"), caller -> readMuch(caller, "read"));
    }

    private static void readMuch(Caller caller, String scope) throws IOException {
        caller.signIn("agent", scope);
        for (int ticket = 0; ticket < 20; ticket++) {
            caller.get("/tickets/" + ticket);
        }
    }

    private static Scene injection() {
        return Scene.of(
                        "V25",
                        caller -> answer(caller, "CANARY-1@evil.example"),
                        caller -> answer(caller, "a@b.example"))
                .with(Canary.of("canary-1", "email"));
    }

    private static void answer(Caller caller, String email) throws IOException {
        caller.get("/tickets/1");
        caller.put("/tickets/1", "{\"email\":\"" + email + "\",\"note\":\"they want CANARY-1\"}");
    }

    private static Scene secretInUrl() {
        return Scene.of(
                "V26",
                caller -> {
                    String token = caller.signIn("agent", "read");
                    caller.get("/tickets/1?trace=" + token);
                },
                caller -> {
                    caller.signIn("agent", "read");
                    caller.get("/tickets/1?trace=1");
                });
    }

    private static Scene elsewhere() {
        return Scene.of("V27", caller -> visitBoth(caller, null), caller -> visitBoth(caller, "own"));
    }

    private static void visitBoth(Caller caller, String own) throws IOException {
        String shop = caller.signInAtShop();
        caller.signIn("agent", "read");
        caller.get("/tickets/1");
        if (own != null) {
            caller.header("Authorization", "Bearer " + shop);
        }
        caller.getFromShop("/tickets/1");
    }

    private static Scene tooLarge() {
        return Scene.of(
                "V28",
                caller -> caller.post("/tickets", "{\"text\":\"" + "x".repeat(20_000) + "\"}"),
                caller -> caller.post("/tickets", "{\"text\":\"x\"}"));
    }

    private static Scene nameless() {
        return Scene.of(
                "V29",
                caller -> caller.header("User-Agent", "").get("/tickets/1"),
                caller -> caller.header("User-Agent", "desk-agent/1.0").get("/tickets/1"));
    }
}
