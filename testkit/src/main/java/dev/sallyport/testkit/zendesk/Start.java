package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.mess.CustomerRow;
import dev.sallyport.testkit.mess.Label;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.world.Population;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an account with a population had from the start: users, their organizations, addresses and memberships, and tickets.
 * All of it is made when it is looked at. Safe for several threads.
 *
 * @param agents the ids of those who have the tickets
 * @param strayNames the customers with a word in their name that their number does not tell, by the word; filled when asked for
 * @param counts how many a question has, by the question
 */
record Start(
        MessyPopulation rows,
        List<Long> agents,
        long group,
        LongAdder made,
        Map<String, long[]> strayNames,
        Map<String, Long> counts) {
    private static final int MOST_COUNTS = 1_000;

    Start {
        agents = List.copyOf(agents);
    }

    Start(MessyPopulation rows, List<Long> agents, long group) {
        this(rows, agents, group, new LongAdder(), new HashMap<>(), new ConcurrentHashMap<>());
    }

    /** How many a question has; counted over its index when it is asked for the first time. */
    long count(String question, LongSupplier counting) {
        Long known = counts.get(question);
        if (known == null) {
            known = counting.getAsLong();
            if (counts.size() < MOST_COUNTS) {
                counts.put(question, known);
            }
        }
        return known;
    }

    static final long USERS = 370_000_000_001L;
    static final long ORGANIZATIONS = 371_000_000_001L;
    static final long IDENTITIES = 372_000_000_001L;
    static final long MEMBERSHIPS = 373_000_000_001L;
    static final long TICKETS = 1;
    private static final long EVENTS = 800_000_000_000L;
    static final long EVENTS_OF_A_TICKET = 32;

    /** Customers with these words in their name, because of a defect or because they are a copy. */
    Hits strayNames(String words) {
        synchronized (strayNames) {
            if (strayNames.isEmpty()) {
                index();
            }
            Hits all = null;
            for (String word : words(words)) {
                Hits hits = Hits.of(strayNames.getOrDefault(word, new long[0]));
                all = all == null ? hits : Hits.common(all, hits);
            }
            return all == null ? Hits.none() : all;
        }
    }

    private void index() {
        Map<String, List<Long>> found = new HashMap<>();
        rows.strays(Set.of(CustomerRow.FIRST_NAME, CustomerRow.LAST_NAME)).forEach(number -> {
            CustomerRow row = rows.row(number);
            for (String word : words(row.text(CustomerRow.FIRST_NAME) + " " + row.text(CustomerRow.LAST_NAME))) {
                found.computeIfAbsent(word, absent -> new ArrayList<>(1)).add(number);
            }
        });
        found.forEach((word, numbers) ->
                strayNames.put(word, numbers.stream().mapToLong(Long::longValue).toArray()));
        strayNames.put("", new long[0]);
    }

    private static String[] words(String text) {
        return text.toLowerCase(Locale.ROOT).strip().split("[^\\p{L}\\p{N}]+", -1);
    }

    Population population() {
        return rows.population();
    }

    long size() {
        return rows.size();
    }

    Instant created(long number) {
        return population().timeline().created(number);
    }

    String stamp(long number) {
        return Values.stamp(created(number));
    }

    long organizationOf(long customer) {
        return ORGANIZATIONS + population().companyOf(customer);
    }

    /** The id of the first event of a ticket; there is room for its others. */
    static long event(long ticket) {
        return EVENTS + ticket * EVENTS_OF_A_TICKET;
    }

    /** The ticket that an event befell. */
    static long ticket(long event) {
        return (event - EVENTS) / EVENTS_OF_A_TICKET;
    }

    /** A row of the start with its stamps. */
    ObjectNode row(long id, ObjectNode values, Instant created, Instant changed) {
        made.increment();
        ObjectNode row = Replies.object().put("id", id);
        row.setAll(values);
        return row.put("created_at", Values.stamp(created)).put("updated_at", Values.stamp(changed));
    }

    /** The defects that were planted, as they show here. */
    Stream<Label> labels() {
        return LongStream.range(0, size())
                .boxed()
                .flatMap(number -> Stream.concat(
                        rows.labels(number).stream()
                                .flatMap(label -> UserColumns.shown(label, String.valueOf(USERS + number)).stream()),
                        rows.inquiryLabels(number).stream()
                                .map(label ->
                                        new Label(String.valueOf(TICKETS + number), "description", label.kind()))));
    }
}
