package dev.sallyport.testkit.contract;

import java.util.Locale;

/** What a connector keeps: each rule with its number, what holds, and how to mend a connector that breaks it. */
public enum Rule {
    /** Nothing that is declared stays unproved. */
    EVERY_OPERATION_IS_EXERCISED(
            1,
            "each operation in capabilities() is reached by an exercise, and no exercise reaches another one",
            "add the missing exercise to exercises(...), or declare the operation in the ConnectorDescriptor"),
    /** It works at all. */
    IT_WORKS_ON_A_CALM_DAY(
            2,
            "each operation succeeds on a fake without faults, a read twice with the same result",
            "read the failure: what does the fake answer, and what does the mapper make of it"),
    /** A write is declared as one. */
    WRITES_ARE_DECLARED(
            3,
            "what commits an effect is declared with an effect and has a strategy; what is declared as a read commits none",
            "declare it with Operation.write(...) and its Effect, and send it through Executor.write"),
    /** A scope for reading does not write. */
    SCOPES_TELL_READING_FROM_WRITING(
            4,
            "no operation that writes needs the same scope as one that reads",
            "give the write a scope of its own, such as family:resource:create"),
    /** What is not there is refused. */
    UNSUPPORTED_IS_REFUSED(
            5,
            "what the system lacks is refused with UNSUPPORTED, and nothing is sent",
            "throw Failure.unsent(ErrorCode.UNSUPPORTED, ...) before the executor is called"),
    /** The same intent is one write. */
    AN_INTENT_IS_ONE_WRITE(
            6,
            "the same intent asked for again is a replay, and commits nothing",
            "hand the caller's Intent to Write.of(...), unchanged"),
    /** What is not there is not found. */
    A_MISSING_RECORD_IS_NOT_FOUND(
            7,
            "an id that nobody has is NOT_FOUND",
            "let the dialect turn the vendor's answer into AttemptFailure.answered(ErrorCode.NOT_FOUND, ...)"),
    /** Ids are data. */
    AN_ID_NEVER_BECOMES_A_PATH(
            8,
            "an id with slashes, dots, question marks or quotes arrives as one id, or nothing is sent",
            "put ids into HttpRequest's template as {names}; never join them into a path or a query"),

    /** What nobody documented does no harm. */
    AN_UNKNOWN_MEMBER_DOES_NO_HARM(
            9,
            "members that nobody documented change nothing in the typed record",
            "read the members you know by name, and leave all others to fields()"),
    /** Null is nothing. */
    AN_UNSET_MEMBER_IS_NOTHING(
            10,
            "a member that is null is null or empty in the record, and fails nothing",
            "do not put a default in its place: null says that there is none"),
    /** Absent is said. */
    AN_ABSENT_MEMBER_IS_A_FINDING(
            11,
            "a member that is absent is null or empty in the record, with a finding",
            "read it through JsonRecord, which tells absent from null"),
    /** Junk is named. */
    JUNK_IS_A_FINDING(
            12,
            "a value of the wrong kind becomes null with a finding, or stays what it was as text; never another value",
            "read it through JsonRecord, and return null where it cannot be read"),
    /** A number in quotes is a number. */
    A_NUMBER_IN_QUOTES_IS_NOT_LOST(
            13, "a number written as text is read, or is a finding", "parse it, or note a finding with the raw text"),
    /** One bad record is one bad record. */
    A_BAD_RECORD_FAILS_NO_PAGE(
            14,
            "a page with a damaged record delivers all its records",
            "catch nothing around the page: the mapper must not throw for a field"),
    /** A page for people is no data. */
    HTML_IS_NO_DATA(
            15,
            "a page for people with status 200 is a failure or is asked for again, never an empty result",
            "let HttpTransport read the body: it takes JSON only"),
    /** Half a page is no page. */
    HALF_A_REPLY_IS_NO_DATA(
            16,
            "JSON that is cut off is a failure or is asked for again, never a shorter result",
            "let HttpTransport read the body: it takes whole documents only"),
    /** A reply of another shape is no data. */
    ANOTHER_SHAPE_IS_NO_DATA(
            17,
            "a success whose body is empty or holds nothing that was asked for is a failure, never an empty result",
            "check that the members are there that the protocol promises, and throw if not"),
    /** A refusal is a refusal. */
    A_REFUSAL_IS_NO_DATA(
            18,
            "a 401, 403, 404 or 500 is an error that says who must act, never an empty result",
            "let the dialect turn every status into an AttemptFailure"),

    /** A walk is whole. */
    A_WALK_IS_WHOLE(
            19,
            "a walk over several pages delivers every record once",
            "follow the vendor's cursor to its end; the last page has records too"),
    /** The last page may be full. */
    A_FULL_LAST_PAGE_ENDS_THE_WALK(
            20,
            "a walk whose last page is full delivers every record once and ends",
            "end by the vendor's own sign, not by a page that is shorter than asked for"),
    /** A moving list. */
    A_WALK_BEARS_CHANGE(
            21,
            "records that are added, changed and deleted during a walk make it neither lose nor double one that stood still",
            "page by the vendor's cursor, or by id; not by offset, nor by a field that changes"),
    /** No walk without end. */
    NO_WALK_IS_ENDLESS(
            22,
            "a system that gives the same page again and again does not keep the walk going",
            "walk through Walk or Records, which know a cursor that comes twice"),

    /** No grant, no call. */
    WITHOUT_ITS_SCOPE_NOTHING_IS_SENT(
            23,
            "each operation without its scope is NOT_GRANTED, nothing is sent, and the audit has the refusal",
            "send through the executor only; it asks the guard first"),
    /** The scope suffices. */
    ITS_SCOPE_IS_ENOUGH(
            24,
            "each operation works with its own scope alone",
            "make what else it needs a system read: its scope is not the caller's to have"),
    /** What ended is over. */
    AN_ENDED_GRANT_SENDS_NOTHING(
            25,
            "under a grant that has ended nothing is sent",
            "send through the executor only; it asks the guard first"),
    /** Spent is spent. */
    A_SPENT_BUDGET_SENDS_NOTHING(
            26,
            "beyond the budget of calls or writes nothing is committed",
            "make each facade call one call of the executor"),
    /** A person decides. */
    APPROVAL_IS_WAITED_FOR(
            27,
            "a write that needs approval is not sent without one, and is with it",
            "hand writes to Executor.write; it asks the approver with the plan"),
    /** A dry run writes nothing. */
    A_DRY_RUN_COMMITS_NOTHING(
            28,
            "under a dry run a write commits nothing and tells its plan with its scope",
            "send writes inside Write's attempt only"),
    /** What is masked is gone. */
    A_MASK_COVERS_EVERYTHING(
            29,
            "what is masked is in neither value, raw nor findings, however damaged",
            "map through RecordMapper, and name every vendor field that carries the canonical one"),
    /** What is masked is no key. */
    A_MASKED_FIELD_IS_NO_FILTER(
            30,
            "to filter by a masked field is refused with MASKED, and nothing is sent",
            "name the filter's fields in Read; Records does"),
    /** Rules hide. */
    A_RECORD_RULE_HIDES(
            31,
            "a record that no rule admits is neither read, found nor written",
            "read through Records, and guard writes with Write.guardedBy(...)"),

    /** Cut off before. */
    A_RESET_BEFORE_THE_EFFECT_IS_TOLD_HONESTLY(
            32,
            "a write whose connection breaks before the effect ends as what really happened, at most once",
            "throw AttemptFailure with the phase that is known; let the pipeline decide what goes again"),
    /** Reply lost. */
    A_LOST_REPLY_IS_TOLD_HONESTLY(
            33,
            "a write whose reply is lost is committed once, and is called committed or unknown",
            "give the operation a Reconciliation; never send again from inside an attempt"),
    /** Server error after the effect. */
    A_SERVER_ERROR_IS_TOLD_HONESTLY(
            34,
            "a write that is answered with a 5xx after it was committed is not sent again blindly, nor called rejected",
            "let the dialect say AttemptFailure.perhaps(...) for a 5xx on a write"),
    /** Late effect. */
    A_LATE_EFFECT_IS_TOLD_HONESTLY(
            35,
            "a write that is committed after the client gave up is there once",
            "declare how long absence takes to prove (absenceAfter), or send again on a condition only"),
    /** A garbled reply. */
    A_GARBLED_REPLY_IS_TOLD_HONESTLY(
            36,
            "a write whose reply is cut off or a page for people ends as what really happened",
            "throw for a success that is not as the protocol says; HttpTransport makes it a perhaps"),
    /** Turned away. */
    A_THROTTLED_WRITE_IS_TOLD_HONESTLY(
            37,
            "a write that is turned away for a limit or an outage ends as what really happened",
            "say AttemptFailure.answered(...).asTransient() only for what was surely not committed"),
    /** Asked to come back at once. */
    COME_BACK_AT_ONCE_IS_NO_ORDER(
            38,
            "a write that was committed and answered with 503 and Retry-After 0 is there once",
            "switch off what your HTTP client sends again by itself; HttpTransport does"),
    /** Redirects. */
    A_REDIRECT_IS_NOT_FOLLOWED(
            39,
            "a 307 or 308 is followed by nobody: nothing is committed through it, no other host hears of it",
            "use HttpTransport, which follows none"),
    /** Items of a batch. */
    A_BATCH_TELLS_EACH_ITEM(
            40,
            "each item of a batch has an outcome of its own, and they add up to what was committed",
            "read the vendor's result of each item; a status 200 speaks for none of them"),
    /** Recovery. */
    RECOVERY_ASKS_AND_NEVER_SENDS(
            41,
            "recover() settles what was left unknown as it really happened, and writes nothing",
            "look by reads only in the Reconciliation's look-up"),

    /** Not before. */
    NEVER_EARLIER_THAN_TOLD(
            42,
            "nobody comes back earlier than Retry-After said, in seconds or as a date",
            "pass StatusTable.retryAfter(reply) to AttemptFailure.notBefore(...)"),
    /** Nothing said. */
    WITHOUT_WORD_IT_BACKS_OFF(
            43,
            "refused without being told for how long, it waits before it tries again, and gives up in the end",
            "throw a transient AttemptFailure and let the pipeline wait"),
    /** Too long a wait. */
    A_WAIT_BEYOND_THE_DEADLINE_IS_REFUSED_AT_ONCE(
            44,
            "a wait that would outlast the deadline is refused at once, with the time at which it would work",
            "pass Retry-After on with notBefore(...), and never sleep in an attempt"),
    /** The deadline. */
    THE_DEADLINE_HOLDS(
            45,
            "a call to a system that does not answer ends by its deadline",
            "give the transport AttemptContext.timeout()"),
    /** Limits. */
    NO_LIMIT_IS_RUN_INTO(
            46,
            "the vendor never has to refuse for a limit that its fake counts",
            "declare the limit, and charge each operation with what it costs"),
    /** Concurrency. */
    NO_MORE_AT_ONCE_THAN_ALLOWED(
            47,
            "the vendor never has to refuse for too many requests at the same time",
            "declare a Limit of kind CONCURRENT, and charge each operation with it"),
    /** Interruption. */
    AN_INTERRUPT_ENDS_A_WAIT(
            48,
            "an interrupt ends a wait at once, as INTERRUPTED, and the thread stays interrupted",
            "never catch InterruptedException without setting the flag again"),

    /** Secrets. */
    NO_SECRET_IS_TOLD(
            49,
            "no credential and no token is in an error, a log, the audit, telemetry or a toString",
            "keep them in Secret, and pass no text of the vendor's on"),
    /** Payload. */
    NO_PAYLOAD_IS_TOLD(
            50,
            "no content is in an error, a log, the audit, telemetry or a toString",
            "write advice of your own; a vendor's message may quote what was sent"),
    /** Links. */
    CREDENTIALS_STAY_WITH_THEIR_HOST(
            51,
            "whatever address a reply holds, no other host than the configured one is called",
            "take path or cursor from a link, never the host"),

    /** Tokens. */
    AN_EXPIRED_TOKEN_IS_RENEWED(
            52,
            "a token that expired is renewed, the call succeeds, and the old token is not shown again",
            "authorize through TokenSource, and let the dialect tell what an expired token looks like"),
    /** One renewal. */
    ONE_RENEWAL_FOR_ALL(
            53, "however many threads find the token expired, one renews it", "authorize through TokenSource"),

    /** Threads. */
    NO_THREAD_STAYS_BEHIND(
            54, "connecting and closing leaves no thread behind", "end in close() what connecting began"),
    /** Connections. */
    NO_CONNECTION_STAYS_BEHIND(
            55,
            "after close() no connection stands open, and a walk that is left in the middle holds none",
            "read each page whole, close its reply, and close the transport in close()"),
    /** Threads together. */
    THREADS_DO_NOT_DISTURB_EACH_OTHER(
            56,
            "many threads on one connector read the same, and the same intent in all of them is one write",
            "keep no state of a call in a field"),

    /** Audit. */
    EVERY_CALL_IS_ON_THE_RECORD(
            57,
            "each call leaves its line; a write has one before it is sent and one that tells how it ended",
            "send through the executor only"),
    /** No audit, no write. */
    WITHOUT_A_RECORD_NOTHING_IS_WRITTEN(
            58,
            "while the audit or the ledger cannot be written, no write is sent",
            "send writes inside Write's attempt only"),
    /** What is written is read. */
    WHAT_IS_WRITTEN_IS_READ_BACK(
            59,
            "what was created or changed is read back as it was given, and what was deleted is not found",
            "write and read each canonical field in the same vendor field"),
    /** Filters. */
    A_FILTER_IS_RIGHT_OR_REFUSED(
            60,
            "a filter finds exactly the records that fit it, or is refused with UNSUPPORTED and sends nothing",
            "escape what the query's language takes for its own, and refuse what it cannot say"),
    /** Sorts. */
    A_SORT_IS_RIGHT_OR_REFUSED(
            61,
            "a sort gives the order that was asked for, or is refused with UNSUPPORTED and sends nothing",
            "refuse the fields by which the vendor cannot sort"),
    /** Versions. */
    AN_OLD_VERSION_IS_A_CONFLICT(
            62,
            "a write on condition of a version that the record no longer has is refused and changes nothing",
            "send the condition, or refuse it with UNSUPPORTED"),

    /** Credentials that are dead. */
    DEAD_CREDENTIALS_ARE_A_PERSONS_MATTER(
            63,
            "credentials that are no longer taken are NOT_AUTHENTICATED, and are not shown again and again",
            "let a refused login end the call: who tries a dead password often gets its account locked");

    private final int number;
    private final String holds;
    private final String mend;

    Rule(int number, String holds, String mend) {
        this.number = number;
        this.holds = holds;
        this.mend = mend;
    }

    /** Its number, which stays the same for good, such as {@code C-07}. */
    public String number() {
        return String.format(Locale.ROOT, "C-%02d", number);
    }

    /** What holds, in a sentence. */
    public String holds() {
        return holds;
    }

    /** How to mend a connector that breaks it, in a sentence. */
    public String mend() {
        return mend;
    }

    /** Number and name, as tests are called. */
    @Override
    public String toString() {
        return number() + " " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
