package dev.sallyport.testkit.world;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * A company's customers, from ten to ten million, none of whom is stored: the customer with a number follows from seed and
 * number alone, so a larger population begins with the same customers, and it is the same on every machine. Each customer
 * belongs to a company of eight and has written one inquiry. Who has a name, a number in an e-mail address, or a date is
 * found by calculation. Immutable and thread-safe.
 */
public final class Population {
    /** The fewest customers. */
    public static final long SMALLEST = 10;
    /** The most customers. */
    public static final long LARGEST = 10_000_000;
    /** How many colleagues look after the customers. */
    public static final int CLERKS = 8;

    private static final int COMPANY = 8;
    private static final int FIRST_NUMBER = 1000;
    static final long FIRST_ORDER = 1_000_000;
    private static final Pattern ORDER = Pattern.compile("#?[wW](\\d{7,8})");
    private static final Pattern KEY = Pattern.compile("[a-z]+_[a-z]+_(\\d{4,9})");
    private static final Pattern EMAIL = Pattern.compile("[a-z]+\\.[a-z]+\\.(\\d{4,9})@example\\.com");
    private static final Pattern COMPANY_NAME = Pattern.compile("(?i)[a-z]+ [a-z]+ (\\d{1,9})");
    private static final List<Inquiry.Status> STATUSES = List.of(Inquiry.Status.values());
    /** Of 1,024 inquiries: 51 new, 154 open, 153 waiting, 51 on hold, 205 solved, the others closed. */
    private static final int[] STATUS_BOUNDS = {51, 205, 358, 409, 614, 1024};

    private final long seed;
    private final long size;
    private final Deal first;
    private final Deal last;
    private final Deal owner;
    private final Deal place;
    private final Deal status;
    private final Deal matter;
    private final Deal founder;
    private final Deal trade;
    private final Timeline timeline;

    private Population(long seed, long size) {
        this.seed = seed;
        this.size = size;
        first = new Deal(seed, "first name");
        last = new Deal(seed, "last name");
        owner = new Deal(seed, "owner");
        place = new Deal(seed, "place");
        status = new Deal(seed, "status");
        matter = new Deal(seed, "matter");
        founder = new Deal(seed, "founder");
        trade = new Deal(seed, "trade");
        timeline = new Timeline(seed, size);
    }

    /**
     * The population of this seed and size; nothing is calculated yet.
     *
     * @throws IllegalArgumentException if the size is not from 10 to 10,000,000
     */
    public static Population of(long seed, long size) {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException(
                    "a world has from " + SMALLEST + " to " + LARGEST + " customers, not " + size);
        }
        return new Population(seed, size);
    }

    /** What it was made from. */
    public long seed() {
        return seed;
    }

    /** How many customers there are; their numbers begin with 0. */
    public long size() {
        return size;
    }

    /** When customers came and were last changed. */
    public Timeline timeline() {
        return timeline;
    }

    /** The customer with this number, of any number: those beyond the size are who would come next. */
    public Customer customer(long number) {
        String firstName = Names.pick(Names.FIRST, first.card(number));
        String lastName = Names.pick(Names.LAST, last.card(number));
        String digits = String.valueOf(number + FIRST_NUMBER);
        String plainFirst = firstName.toLowerCase(Locale.ROOT);
        String plainLast = lastName.toLowerCase(Locale.ROOT);
        PaymentMethod card = new PaymentMethod(
                "credit_card_" + digits,
                PaymentMethod.Kind.CREDIT_CARD,
                "visa",
                digits.substring(digits.length() - 4),
                null);
        return new Customer(
                plainFirst + "_" + plainLast + "_" + digits,
                firstName,
                lastName,
                address(number),
                plainFirst + "." + plainLast + "." + digits + "@example.com",
                List.of(card));
    }

    private Address address(long number) {
        long bits = Deal.mixed(seed * 31 + number) >>> 1;
        People.Town town = Names.pick(People.TOWNS, place.card(number));
        int route = (int) (bits % 100);
        return new Address(
                1 + bits / 100 % 999 + " " + Names.pick(Names.STREETS, (int) (bits / 100_000 % 997)),
                "Suite " + (100 + bits / 100_000_000 % 900),
                town.name(),
                town.state(),
                town.zipStart() + (route < 10 ? "0" : "") + route,
                "USA");
    }

    /** Which colleague looks after the customer, from 0. */
    public int owner(long number) {
        return owner.card(number) % CLERKS;
    }

    /** The number behind a customer's id; empty if no customer has that id. */
    public OptionalLong numberOf(String customerId) {
        OptionalLong number = number(KEY, customerId);
        return number.isPresent() && customer(number.getAsLong()).id().equals(customerId)
                ? number
                : OptionalLong.empty();
    }

    /** The number that stands in a text such as a customer's id or e-mail address, whoever it belongs to. */
    public OptionalLong numberIn(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        OptionalLong number = number(KEY, lower.replace("cust/", "").replace('-', '_'));
        return number.isPresent() ? number : number(EMAIL, lower.startsWith("old.") ? lower.substring(4) : lower);
    }

    private OptionalLong number(Pattern pattern, String text) {
        Matcher parts = pattern.matcher(text);
        long number = parts.matches() ? Long.parseLong(parts.group(1)) - FIRST_NUMBER : -1;
        return number >= 0 && number < size ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** Whether anybody could have this first or last name. */
    public static boolean isName(String name) {
        return place(Names.FIRST, name) >= 0 || place(Names.LAST, name) >= 0;
    }

    /** Whether anybody could have this zip code. */
    public static boolean isZip(String word) {
        return word.matches("\\d{5}") && People.TOWNS.stream().anyMatch(town -> word.startsWith(town.zipStart()));
    }

    /** The customers of a run of 1,024 with this first name, whatever its case, smallest number first. */
    public long[] withFirstName(long run, String name) {
        return named(first, Names.FIRST, run, name);
    }

    /** The customers of a run of 1,024 with this last name, whatever its case, smallest number first. */
    public long[] withLastName(long run, String name) {
        return named(last, Names.LAST, run, name);
    }

    private long[] named(Deal deal, List<String> names, long run, String name) {
        int wanted = place(names, name);
        return wanted < 0 ? new long[0] : deal.every(run, wanted, names.size());
    }

    private static int place(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The customers of a run of 1,024 whom this colleague looks after, smallest number first. */
    public long[] ownedBy(long run, int clerk) {
        return owner.every(run, clerk, CLERKS);
    }

    /** How many companies there are. */
    public long companies() {
        return (size + COMPANY - 1) / COMPANY;
    }

    /** The company of a customer. */
    public long companyOf(long number) {
        return number / COMPANY;
    }

    /** The number of a company's first customer; the others follow it. */
    public long firstOf(long company) {
        return company * COMPANY;
    }

    /** The name of a company; no two have the same. */
    public String company(long company) {
        return Names.pick(Names.LAST, founder.card(company)) + " " + Names.pick(Names.TRADES, trade.card(company)) + " "
                + company;
    }

    /** The company with this name, whatever its case; empty if there is none. */
    public OptionalLong companyNamed(String name) {
        Matcher parts = COMPANY_NAME.matcher(name);
        long company = parts.matches() ? Long.parseLong(parts.group(1)) : -1;
        return company >= 0 && company < companies() && company(company).equalsIgnoreCase(name)
                ? OptionalLong.of(company)
                : OptionalLong.empty();
    }

    /** The status of an inquiry, without making all of it. */
    public Inquiry.Status statusOf(long inquiry) {
        int card = status.card(inquiry);
        for (int i = 0; ; i++) {
            if (card < STATUS_BOUNDS[i]) {
                return STATUSES.get(i);
            }
        }
    }

    /** Which colleague has an inquiry; -1 for none yet. */
    public int clerkOf(long inquiry) {
        int card = status.card(inquiry);
        return card < STATUS_BOUNDS[0] ? -1 : card % CLERKS;
    }

    /** The inquiries of a run of 1,024 that have come so far, smallest number first. */
    public long[] withStatus(long run, Inquiry.Status wanted) {
        int place = STATUSES.indexOf(wanted);
        return status.between(run, place == 0 ? 0 : STATUS_BOUNDS[place - 1], STATUS_BOUNDS[place]);
    }

    /**
     * The inquiries of a run of 1,024 that one of so many colleagues has, smallest number first.
     *
     * @param clerk who, from 0
     * @param clerks how many share the work: 1, 2, 4 or 8
     */
    public long[] assigned(long run, int clerk, int clerks) {
        int first = STATUS_BOUNDS[0] + Math.floorMod(clerk - STATUS_BOUNDS[0], clerks);
        return status.every(run, first, clerks);
    }

    /** The inquiry about an order of this number, such as {@code #W1000007}; empty if the text is no such number. */
    public OptionalLong inquiryAbout(String order) {
        Matcher parts = ORDER.matcher(order.strip());
        long number = parts.matches() ? Long.parseLong(parts.group(1)) - FIRST_ORDER : -1;
        return number >= 0 && number < size ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** The inquiries of a run of 1,024 about a matter whose words are as wanted, smallest number first. */
    public long[] about(long run, Predicate<String> words) {
        LongStream all = LongStream.empty();
        List<Integer> wanted = Inquiries.about(words);
        for (int place : wanted) {
            all = LongStream.concat(all, LongStream.of(matter.every(run, place, Inquiries.matters())));
        }
        return all.sorted().toArray();
    }

    int matterOf(long inquiry) {
        return matter.card(inquiry) % Inquiries.matters();
    }

    /** How much an inquiry matters, from 0 to 3, without making all of it. */
    public int priorityOf(long inquiry) {
        return Inquiries.priority(bits(inquiry));
    }

    /** The one tag of an inquiry, without making all of it. */
    public String tagOf(long inquiry) {
        return Inquiries.tags().get(matterOf(inquiry));
    }

    /** The tags that inquiries have. */
    public static List<String> tags() {
        return Inquiries.tags();
    }

    /** The inquiries of a run of 1,024 with this tag, smallest number first. */
    public long[] tagged(long run, String tag) {
        int place = Inquiries.tags().indexOf(tag);
        return place < 0 ? new long[0] : matter.every(run, place, Inquiries.matters());
    }

    private long bits(long inquiry) {
        return Deal.mixed(seed * 13 + inquiry) >>> 1;
    }

    /** The companies of a run of 1,024 with this word in their name, whatever its case, smallest number first. */
    public long[] companiesNamed(long run, String word) {
        int name = place(Names.LAST, word);
        int business = place(Names.TRADES, word);
        if (name >= 0) {
            return founder.every(run, name, Names.LAST.size());
        }
        return business < 0 ? new long[0] : trade.every(run, business, Names.TRADES.size());
    }

    /** Who wrote an inquiry: of four customers the first has written two, the last none. */
    public long writerOf(long inquiry) {
        long group = inquiry & ~3L;
        return group + Math.max(0, (inquiry & 3) - 1);
    }

    /** The inquiries of a customer, oldest first. */
    public long[] inquiriesOf(long customer) {
        long group = customer & ~3L;
        int place = (int) (customer & 3);
        long[] all = place == 0 ? new long[] {group, group + 1} : place == 3 ? new long[0] : new long[] {customer + 1};
        return LongStream.of(all).filter(inquiry -> inquiry < size).toArray();
    }

    /** The inquiry with this number, from 0; there are as many as customers. */
    public Inquiry inquiry(long number) {
        return Inquiries.write(this, number, bits(number));
    }

    /** All of it in memory, inquiries as requests whose answers nobody knows. */
    public World inMemory() {
        List<Request> requests = LongStream.range(0, size)
                .mapToObj(number ->
                        new Request("inquiry-" + number, inquiry(number).text(), ""))
                .toList();
        List<Customer> customers =
                LongStream.range(0, size).mapToObj(this::customer).toList();
        return World.of(customers, requests);
    }
}
