package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.Journal;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.Truth;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.HouseRules;
import dev.sallyport.testkit.spi.Quota;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What one fake saw until now, set out for judging. A snapshot. */
final class Day {
    private static final Set<FaultKind> REPLY_UNREADABLE = Set.of(
            FaultKind.TRUNCATED_BODY,
            FaultKind.STALLED,
            FaultKind.CUT_SHORT,
            FaultKind.MALFORMED_BODY,
            FaultKind.WRONG_TYPE);
    private static final Set<FaultKind> REPLY_UNTOLD =
            Set.of(FaultKind.REPLY_LOST, FaultKind.LATE_EFFECT, FaultKind.SERVER_ERROR_AFTER);

    private final FakeServer fake;
    private final Journal journal;
    private final Truth truth;
    private final List<JournalEntry> entries;
    private final Map<String, JournalEntry> byRequest = new HashMap<>();
    private final boolean oneAtATime;

    private Day(FakeServer fake) {
        this.fake = fake;
        this.truth = fake.truth();
        this.journal = fake.journal();
        List<JournalEntry> sorted = new ArrayList<>(journal.entries());
        sorted.sort(Comparator.comparingLong(JournalEntry::sequence));
        this.entries = List.copyOf(sorted);
        entries.forEach(entry -> byRequest.put(entry.requestId(), entry));
        this.oneAtATime = isSerial(entries);
    }

    static Day of(FakeServer fake) {
        return new Day(fake);
    }

    String system() {
        return fake.system();
    }

    Truth truth() {
        return truth;
    }

    /** The requests in order of arrival. */
    List<JournalEntry> entries() {
        return entries;
    }

    long dropped() {
        return journal.dropped();
    }

    HouseRules houseRules() {
        return fake.houseRules();
    }

    List<Quota> limits() {
        return fake.limits();
    }

    List<String> faultsNeverMet() {
        return fake.faults().neverHit().stream().map(FaultRule::toString).toList();
    }

    Map<String, Set<String>> rightsHeld() {
        return fake.rightsHeld();
    }

    Set<String> rightsUsed(JournalEntry entry, Set<String> held) {
        return fake.rightsUsed(entry.operation(), entry.access(), held);
    }

    Map<String, JournalEntry> byRequest() {
        return byRequest;
    }

    /** The requests that did the same piece of work, in order, for each piece; token requests are left out. */
    Collection<List<JournalEntry>> works() {
        return grouped(entry -> entry.operation() + "\0" + entry.subject()).values();
    }

    /**
     * The works of which no two requests were under way at once. Only of those can retries be told from several threads that
     * do the same for the first time.
     */
    List<List<JournalEntry>> serialWorks() {
        return works().stream()
                .filter(Day::isSerial)
                .filter(this::isRepeatedByRetriesOnly)
                .toList();
    }

    /** Of several threads each may read a record anew, whatever another was just told; none does again what is done. */
    boolean isRepeatedByRetriesOnly(List<JournalEntry> work) {
        return oneAtATime
                || work.stream().filter(JournalEntry::succeeded).limit(2).count() < 2;
    }

    private static boolean isSerial(List<JournalEntry> requests) {
        Instant free = Instant.MIN;
        for (JournalEntry request : requests) {
            if (request.at().isBefore(free)) {
                return false;
            }
            free = request.endedAt().isAfter(free) ? request.endedAt() : free;
        }
        return true;
    }

    /** The requests that were equal to the byte, headers aside. */
    Collection<List<JournalEntry>> identical() {
        return grouped(JournalEntry::fingerprint).values();
    }

    private Map<String, List<JournalEntry>> grouped(Function<JournalEntry, String> by) {
        Map<String, List<JournalEntry>> groups = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            if (!entry.tokenEndpoint()) {
                groups.computeIfAbsent(by.apply(entry), absent -> new ArrayList<>())
                        .add(entry);
            }
        }
        return groups;
    }

    /** Whether the vendor, the wire or a limit failed it in a way that may pass. */
    static boolean failedForNow(JournalEntry entry) {
        return entry.status() == 0
                || entry.status() == 429
                || entry.status() >= 500
                || entry.downtime()
                || entry.refusedBy() != null
                || entry.fault() == FaultKind.THROTTLED
                || entry.fault() == FaultKind.HTML_200
                || isUnreadable(entry);
    }

    private static boolean isUnreadable(JournalEntry entry) {
        return entry.fault() != null && REPLY_UNREADABLE.contains(entry.fault());
    }

    /** Whether a write may have been committed though the client was not told so. */
    static boolean endedInDoubt(JournalEntry entry) {
        boolean untold = isUnreadable(entry) || (entry.fault() != null && REPLY_UNTOLD.contains(entry.fault()));
        return entry.isWrite() && !entry.downtime() && (untold || entry.status() == 0);
    }

    /** Whether it was sent after the other had been answered. */
    static boolean after(JournalEntry later, JournalEntry earlier) {
        return later.sequence() > earlier.sequence() && !later.at().isBefore(earlier.endedAt());
    }
}
