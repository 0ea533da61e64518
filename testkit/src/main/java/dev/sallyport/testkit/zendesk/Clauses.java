package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.internal.Way;
import dev.sallyport.testkit.world.Population;
import dev.sallyport.testkit.world.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterators;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finds the ways into what an account had from the start that a search leaves. */
final class Clauses {
    private static final Set<String> OF_TICKETS = Set.of(
            "status",
            "priority",
            "ticket_type",
            "requester",
            "submitter",
            "assignee",
            "group",
            "organization",
            "via",
            "subject",
            "description",
            "comment",
            "due_date",
            "solved",
            "brand",
            "form",
            "satisfaction",
            "recipient",
            "cc",
            "commenter",
            "has_attachment",
            "fieldvalue");
    private static final Set<String> OF_PEOPLE =
            Set.of("email", "role", "phone", "name", "notes", "details", "is_suspended", "is_verified");

    private final Call call;
    private final SearchQuery query;
    private final TicketBase tickets;
    private final Population people;

    Clauses(Call call, SearchQuery query, TicketBase tickets) {
        this.call = call;
        this.query = query;
        this.tickets = tickets;
        this.people = tickets.population();
    }

    /** A clause as the record kinds see it. */
    private interface Reader {
        @Nullable
        Way read(SearchTerm term);
    }

    /** The way to rows of a kind; null where only a walk over all finds them. */
    @Nullable
    Way to(String type) {
        Reader reader = switch (type) {
            case "ticket" -> this::ticket;
            case "user" -> this::user;
            default -> this::organization;
        };
        List<@Nullable Way> ways = new ArrayList<>();
        for (List<SearchTerm> clause : query.clauses()) {
            if (clause.stream().anyMatch(term -> isType(term, type))) {
                continue;
            }
            List<@Nullable Way> terms = new ArrayList<>();
            for (SearchTerm term : clause) {
                terms.add(term(term, reader, type));
            }
            ways.add(Way.union(terms));
        }
        return ways.isEmpty() ? all(type) : Way.together(ways);
    }

    /** What asks for this kind of record asks nothing of one. */
    private static boolean isType(SearchTerm term, String type) {
        return !term.negated() && term.keyword().equals("type") && term.value().equals(type);
    }

    private static Way none() {
        return new Way(Hits.none(), true);
    }

    private Way all(String type) {
        return new Way(new Hits.Range(0, type.equals("organization") ? people.companies() : people.size()), true);
    }

    private @Nullable Way term(SearchTerm term, Reader reader, String type) {
        Hits told = type.equals("ticket") ? told(term) : null;
        if (told != null) {
            return new Way(told, true);
        }
        if (term.negated()) {
            return null;
        }
        return term.keyword().equals("type") ? none() : reader.read(term);
    }

    /** Tickets by what has few values, whatever the term says of them; null for what has many. */
    private @Nullable Hits told(SearchTerm term) {
        String keyword = term.keyword();
        Predicate<String> wanted =
                value -> term.matches(new OneValue(value.isEmpty() ? Set.of() : Set.of(value)), me(), call.now());
        return switch (keyword) {
            case "status" -> tickets.withStatus(wanted);
            case "priority" -> tickets.withPriority(wanted);
            case "tags" -> tickets.withTag(wanted);
            case "ticket_type" -> tickets.common("question", wanted);
            case "via" -> tickets.common("api", wanted);
            case "group" -> {
                ObjectNode group = call.account().groups.get(tickets.start().group());
                Set<String> names = Set.of(
                        group.path("id").asString(),
                        group.path("name").asString("").toLowerCase(Locale.ROOT));
                yield tickets.common("", any -> term.matches(new OneValue(names), me(), call.now()));
            }
            default -> null;
        };
    }

    private String me() {
        return call.me().path("id").asString();
    }

    private @Nullable Way ticket(SearchTerm term) {
        String value = term.value();
        boolean is = term.operator() == SearchTerm.Operator.IS;
        return switch (term.keyword()) {
            case "created" -> times(term, people.size(), people.timeline()::created);
            case "updated" -> changes(term);
            case "requester", "submitter", "assignee" -> is ? person(term) : null;
            case "organization" -> is ? ofOrganization(value) : null;
            case "external_id" -> is && !value.equals("none") && !value.endsWith("*") ? none() : null;
            case "" -> value.equals("*") ? all("ticket") : words(value);
            case "brand" -> is ? alike(IndexedTicket.BRAND, value) : null;
            case "form" -> is ? alike(IndexedTicket.FORM, value) : null;
            default -> OF_PEOPLE.contains(term.keyword()) ? none() : null;
        };
    }

    /** All tickets of the start have the same of it. */
    private Way alike(Set<String> names, String value) {
        return names.contains(value) ? all("ticket") : none();
    }

    private @Nullable Way ofOrganization(String value) {
        return pointing("organization_id", organization(value));
    }

    private long organization(String value) {
        OptionalLong named = people.companyNamed(value);
        return named.isPresent() ? Start.ORGANIZATIONS + named.getAsLong() : number(value);
    }

    private @Nullable Way usersOf(String organization) {
        Hits hits =
                new Bases.Users(tickets.start()).holding("organization_id", String.valueOf(organization(organization)));
        return hits == null ? null : new Way(hits, false);
    }

    private static long number(String value) {
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : -1;
    }

    private @Nullable Way pointing(String field, long id) {
        Hits hits = id < 0 ? null : tickets.pointing(field, id);
        return hits == null ? null : new Way(hits, !(hits instanceof Hits.Some));
    }

    private @Nullable Way person(SearchTerm term) {
        String value = term.value();
        if (value.equals("none") && !term.quoted()) {
            return term.keyword().equals("assignee") ? new Way(tickets.withStatus("new"::equals), true) : none();
        }
        ObjectNode user = value.equals("me") && !term.quoted()
                ? call.me()
                : call.account().userByEmail(value);
        return pointing(
                term.keyword() + "_id",
                user == null ? number(value) : user.path("id").longValue());
    }

    /** Those whose time, which grows with the number, is as the term says. */
    private Way times(SearchTerm term, long size, LongFunction<Instant> time) {
        Span span = span(term, size, time);
        return new Way(new Hits.Range(span.from(), span.until()), true);
    }

    private Way changes(SearchTerm term) {
        Timeline timeline = people.timeline();
        Span span = span(term, timeline.endOfChanges(), timeline::time);
        return new Way(
                span.from() >= span.until()
                        ? Hits.none()
                        : tickets.changed(timeline.time(span.from()), timeline.time(span.until())),
                true);
    }

    private record Span(long from, long until) {}

    private Span span(SearchTerm term, long size, LongFunction<Instant> time) {
        SearchTerm.Operator operator = term.operator();
        boolean least = operator == SearchTerm.Operator.MORE || operator == SearchTerm.Operator.AT_LEAST;
        boolean most = operator == SearchTerm.Operator.LESS || operator == SearchTerm.Operator.AT_MOST;
        // A time that is not before is one that is at least so; relative times mean that too.
        LongPredicate begun = rank -> holds(least ? operator : SearchTerm.Operator.AT_LEAST, term, time.apply(rank));
        LongPredicate over = rank -> !holds(most ? operator : SearchTerm.Operator.AT_MOST, term, time.apply(rank));
        boolean open = least || (!most && !term.value().matches("\\d{4}-.*"));
        return new Span(most ? 0 : first(size, begun), open ? size : first(size, over));
    }

    private boolean holds(SearchTerm.Operator operator, SearchTerm term, Instant time) {
        return SearchTime.holds(operator, term.value(), time, call.now());
    }

    /** The first for which it is so; it is so for all after that. */
    private static long first(long size, LongPredicate so) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (so.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Words in what a ticket says: an order's number, who wrote it, and what they write about. */
    private @Nullable Way words(String phrase) {
        OptionalLong order = people.inquiryAbout(phrase);
        if (order.isPresent()) {
            return new Way(new Hits.Range(order.getAsLong(), order.getAsLong() + 1), false);
        }
        Hits matter =
                new Hits.Dealt(run -> people.about(run, text -> SearchWords.contain(text, phrase)), people.size());
        Hits others = Hits.both(ofId(phrase), writers(phrase.replace("*", "")));
        boolean known = matter.most() + others.most() > 0;
        return known ? new Way(Hits.both(matter, others), false) : null;
    }

    private Hits ofId(String phrase) {
        long ticket = number(phrase) - Start.TICKETS;
        return ticket >= 0 && ticket < people.size() ? Hits.of(ticket) : Hits.none();
    }

    private Hits writers(String phrase) {
        Hits named = named(phrase);
        return new Hits.Some(
                named.most() * 2,
                () -> StreamSupport.longStream(Spliterators.spliteratorUnknownSize(named.byNumber(), 0), false)
                        .flatMap(customer -> LongStream.of(people.inquiriesOf(customer)))
                        .iterator());
    }

    /** Customers of that first, last or full name; none if nobody could have it. */
    private Hits named(String phrase) {
        String[] words = phrase.strip().split("[^\\p{L}]+", -1);
        Hits last = lastNamed(words[words.length - 1]);
        if (words.length == 2) {
            return Hits.common(firstNamed(words[0]), last);
        }
        return words.length == 1 ? Hits.both(firstNamed(words[0]), last) : Hits.none();
    }

    private Hits firstNamed(String name) {
        return Population.isName(name)
                ? new Hits.Dealt(run -> people.withFirstName(run, name), people.size())
                : Hits.none();
    }

    private Hits lastNamed(String name) {
        return Population.isName(name)
                ? new Hits.Dealt(run -> people.withLastName(run, name), people.size())
                : Hits.none();
    }

    private @Nullable Way user(SearchTerm term) {
        String value = term.value();
        boolean whole = term.operator() == SearchTerm.Operator.IS && !value.endsWith("*");
        return switch (term.keyword()) {
            case "email", "external_id" -> whole && !value.equals("none") ? numbered(value) : null;
            case "" -> !whole ? null : people.numberIn(value).isPresent() ? numbered(value) : userNamed(value);
            case "name" -> whole ? userNamed(value) : null;
            case "organization" -> whole && !value.equals("none") ? usersOf(value) : null;
            case "group" -> none();
            case "created" -> times(term, people.size(), people.timeline()::created);
            case "updated" -> changes(term);
            case "role" -> new Way(role(value) ? new Hits.Range(0, people.size()) : Hits.none(), true);
            default -> OF_TICKETS.contains(term.keyword()) ? none() : null;
        };
    }

    private Way numbered(String value) {
        return new Way(Bases.numbered(tickets.start(), value), false);
    }

    /** Whether it is what all of them are. */
    private static boolean role(String value) {
        return value.endsWith("*")
                ? "end-user".startsWith(value.substring(0, value.length() - 1))
                : value.equals("end-user");
    }

    private @Nullable Way userNamed(String value) {
        Hits named = named(value);
        return named.most() == 0
                ? null
                : new Way(Hits.both(named, tickets.start().strayNames(value)), false);
    }

    /** All that is written of an organization is its name. */
    private @Nullable Way organization(SearchTerm term) {
        String value = term.value().replace("*", "");
        return switch (term.keyword()) {
            case "", "name" -> {
                OptionalLong named = people.companyNamed(value);
                yield named.isPresent()
                        ? new Way(Hits.of(named.getAsLong()), false)
                        : term.value().endsWith("*") ? null : new Way(companies(value), false);
            }
            case "created" ->
                times(term, people.companies(), number -> people.timeline().created(people.firstOf(number)));
            case "external_id" ->
                new Way(
                        Objects.requireNonNull(new Bases.Organizations(tickets.start()).holding("external_id", value)),
                        false);
            default -> OF_TICKETS.contains(term.keyword()) || OF_PEOPLE.contains(term.keyword()) ? none() : null;
        };
    }

    private Hits companies(String phrase) {
        Hits all = null;
        for (String word : phrase.strip().split("[^\\p{L}\\p{N}]+", -1)) {
            Hits hits = word.matches("\\d{1,9}") && Long.parseLong(word) < people.companies()
                    ? Hits.of(Long.parseLong(word))
                    : new Hits.Dealt(run -> people.companiesNamed(run, word), people.companies());
            all = all == null ? hits : Hits.common(all, hits);
        }
        return all == null ? Hits.none() : all;
    }
}
