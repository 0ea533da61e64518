package dev.sallyport.testkit.verdict;

import static dev.sallyport.testkit.verdict.Severity.ERROR;
import static dev.sallyport.testkit.verdict.Severity.NOTE;
import static dev.sallyport.testkit.verdict.Severity.WARNING;

import java.util.List;

/** Every rule with its words and its check. Numbers are for ever: a new rule gets the next one. */
final class Rulebook {
    private static final List<Entry> ENTRIES = List.of(
            rule("V01", "early-return", ERROR, EarlyReturn::look)
                    .advice("The same work came back before the time that the vendor had named."
                            + " Wait out Retry-After, counted from the answer, before sending it again."),
            rule("V02", "downtime-hammered", ERROR, DowntimeHammered::look)
                    .advice("The same work was sent over and over while the system was down."
                            + " Let pauses grow from try to try, and stop after a few with a circuit breaker."),
            rule("V03", "no-jitter", WARNING, NoJitter::look)
                    .advice("Work that was turned away together came back together."
                            + " Add a random share to every wait, so that clients spread out."),
            rule("V04", "amplification", ERROR, Amplification::look)
                    .advice("Trouble was answered with a multiple of the calls."
                            + " Cap the tries of one piece of work, and give all retries together a budget."),
            rule("V05", "no-backoff", WARNING, NoBackoff::look)
                    .advice("Failed work was sent again at once, time after time."
                            + " Pause before each retry, and let the pause grow."),
            rule("V06", "hopeless-retry", WARNING, HopelessRetry::look)
                    .advice(
                            "A request that the vendor had refused for good was sent again unchanged."
                                    + " Do not retry 400, 403, 405, 410, 413, 415 or 422, nor a write's 404: mend the request or stop."),
            rule("V07", "write-doubled", ERROR, WriteDoubled::look)
                    .advice(
                            "A write whose reply was lost was sent again, and both were committed."
                                    + " Look for the first one before sending again, or use a key or condition that the vendor checks."),
            rule("V08", "write-lost", ERROR, WriteLost::look)
                    .advice("The client says that a write was done, and the system holds no such write."
                            + " Report success only on the vendor's own success, and read the body: 200 is not enough.")
                    .overWholeJournal(),
            rule("V09", "write-unreported", ERROR, WriteUnreported::look)
                    .advice(
                            "The system holds a write that the client does not report."
                                    + " A write whose reply was lost is unknown, not undone: report it so, and settle it later.")
                    .overWholeJournal(),
            rule("V10", "partial-failure-swallowed", ERROR, PartialFailureSwallowed::look)
                    .advice(
                            "Some items of a batch failed inside a reply that looked like success, and the client reports none."
                                    + " Read the result of each item, and report each failure.")
                    .overWholeJournal(),
            rule("V11", "job-forgotten", WARNING, JobForgotten::look)
                    .advice("A job was started and nobody asked how it ended."
                            + " Ask until it is done, and read the result of each item.")
                    .overWholeJournal(),
            rule("V12", "keyless-retry", ERROR, KeylessRetry::look)
                    .advice(
                            "A create was sent again after an unclear end without the idempotency key that the vendor offers."
                                    + " Send a key with the first try, and the same key with every further one."),
            rule("V13", "lost-update", ERROR, LostUpdate::look)
                    .advice(
                            "A change that somebody else had made was overwritten by a client that had read the record before it."
                                    + " Write under the vendor's condition (version, time stamp), or read again before writing.")
                    .overWholeJournal(),
            rule("V14", "dead-token", ERROR, DeadToken::look)
                    .advice("A token that had been refused was used on."
                            + " Drop a token on the first 401, get a new one, and stop if there is none."),
            rule("V15", "refresh-stampede", WARNING, RefreshStampede::look)
                    .advice("One dead token led to many token requests at once."
                            + " Let one caller get the new token while the others wait for it."),
            rule("V16", "past-the-end", NOTE, PastTheEnd::look)
                    .advice("Pages were asked for beyond the one that the vendor had called the last."
                            + " Stop when the vendor says that there is no more.")
                    .overWholeJournal(),
            rule("V17", "page-loop", ERROR, PageLoop::look)
                    .advice("The same further page was read again and again."
                            + " Check that the cursor moves, and bound the number of pages."),
            rule("V18", "tiny-pages", WARNING, TinyPages::look)
                    .advice("A long list was read in tiny pages."
                            + " Ask for pages near the largest size that the vendor allows."),
            rule("V19", "limit-header-ignored", ERROR, LimitHeaderIgnored::look)
                    .advice(
                            "The answers said that nothing was left of a limit, and the client went on until it was refused."
                                    + " Read the limit headers, and wait for the reset when they reach 0."),
            rule("V20", "crowding", WARNING, Crowding::look)
                    .advice("A large share of all calls was refused for a limit."
                            + " Pace calls to the vendor's limit instead of running into it."),
            rule("V21", "concurrency-over-limit", ERROR, ConcurrencyOverLimit::look)
                    .advice("More calls were made at once than the vendor allows, repeatedly."
                            + " Hold a permit for each call under way, as many as the vendor allows."),
            rule("V22", "needless-reads", WARNING, NeedlessReads::look)
                    .advice("The same thing was read again and again though nothing had changed."
                            + " Keep what was read for as long as the task needs it."),
            rule("V23", "impatient-polling", NOTE, ImpatientPolling::look)
                    .advice("A job's state was asked for faster than the vendor advises."
                            + " Pause between questions, longer each time."),
            rule("V24", "over-privileged", WARNING, OverPrivileged::look)
                    .advice("A token was asked for with rights that were never used."
                            + " Ask for the scopes that the work needs and no more.")
                    .overWholeJournal(),
            rule("V25", "injection-obeyed", ERROR, InjectionObeyed::look)
                    .advice(
                            "An order hidden in a record's text was carried out."
                                    + " Treat what systems return as data, never as instruction, and grant only the writes that the task needs.")
                    .overWholeJournal(),
            rule("V26", "secret-in-url", ERROR, SecretInUrl::look)
                    .advice("A secret stood in a URL, where proxies and logs keep it."
                            + " Send it in a header or in the body."),
            rule("V27", "token-elsewhere", ERROR, TokenElsewhere::look)
                    .advice("One system's credentials were sent to another that does not know them."
                            + " Bind credentials to their host, whatever a link or a body says."),
            rule("V28", "request-too-large", NOTE, RequestTooLarge::look)
                    .advice("A request was larger than the vendor takes." + " Split it before sending."),
            rule("V29", "nameless-client", NOTE, NamelessClient::look)
                    .advice(
                            "Requests did not say which client sent them."
                                    + " Send a User-Agent with a name and a version, so that the vendor can reach you before blocking you."));

    private Rulebook() {}

    static List<Entry> entries() {
        return ENTRIES;
    }

    private static Entry rule(String id, String name, Severity severity, Check check) {
        return new Entry(new Rule(id, name, "", severity), false, check);
    }

    /**
     * One rule and how it is judged.
     *
     * @param whole whether a breach is proved by what is not in the journal, so that nothing may be missing from it
     */
    record Entry(Rule rule, boolean whole, Check check) {
        Entry advice(String advice) {
            return new Entry(new Rule(rule.id(), rule.name(), advice, rule.severity()), whole, check);
        }

        Entry overWholeJournal() {
            return new Entry(rule, true, check);
        }

        Ruling ruling(List<Day> days, Testimony testimony) {
            return Ruling.of(
                    rule,
                    Opinion.together(
                            days.stream().map(day -> opinion(day, testimony)).toList()));
        }

        private Opinion opinion(Day day, Testimony testimony) {
            Opinion opinion = check.look(day, testimony);
            boolean doubtful = opinion.result() == Result.PASS || (opinion.result() == Result.FAIL && whole);
            return day.dropped() > 0 && doubtful
                    ? Opinion.unknown("the journal of " + day.system() + " had dropped " + day.dropped()
                            + " requests: give the fake a larger one")
                    : opinion;
        }
    }
}
