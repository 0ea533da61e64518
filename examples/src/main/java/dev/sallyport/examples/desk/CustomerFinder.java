package dev.sallyport.examples.desk;

import dev.sallyport.examples.desk.Identification.Known;
import dev.sallyport.examples.desk.Identification.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the one customer whose e-mail, or whose name and postal code, a text gives, or says why there is none. */
final class CustomerFinder {
    private static final Pattern USER_ID = Pattern.compile("(\\p{L}[\\p{L}'-]*(?:_[\\p{L}'-]+)+)_\\d+");

    private static final Pattern NAME_IN_EMAIL = Pattern.compile("^(\\p{L}+)[._](\\p{L}+)\\d*@");

    private final Desk desk;

    CustomerFinder(Desk desk) {
        this.desk = desk;
    }

    Identification find(Claims claims) {
        boolean named = claims.names().stream().anyMatch(PersonName::isFull);
        if (claims.emails().isEmpty() && (!named || claims.zips().isEmpty())) {
            return new Unknown("the text gives no e-mail address, and no full name with a zip code");
        }
        if (claims.userIds().size() > 1) {
            return new Unknown("the text gives more than one user id");
        }
        List<CustomerRow> rows = look(claims);
        List<CustomerRow> fitting = rows.stream()
                .filter(row -> !row.deleted() && (fitsEmail(row, claims) || fitsNameAndZip(row, claims)))
                .toList();
        return switch (fitting.size()) {
            case 0 -> new Unknown(whyNobody(rows, claims));
            case 1 -> certain(fitting.get(0), claims);
            default -> new Unknown(fitting.size() + " customer records fit what the text gives");
        };
    }

    private List<CustomerRow> look(Claims claims) {
        Map<String, CustomerRow> rows = new LinkedHashMap<>();
        claims.emails().forEach(email -> keep(desk.customersByEmail(email), rows));
        claims.names().stream()
                .filter(PersonName::isFull)
                .flatMap(name -> name.pairs().stream())
                .distinct()
                .forEach(pair -> keep(desk.customersByName(pair.first(), pair.last()), rows));
        if (rows.isEmpty()) {
            claims.emails().forEach(email -> lookByNameIn(email, rows));
        }
        return new ArrayList<>(rows.values());
    }

    /** A messy address is not found by itself; "mei.davis1234@…" tells where to look, and is compared all the same. */
    private void lookByNameIn(String email, Map<String, CustomerRow> rows) {
        Matcher name = NAME_IN_EMAIL.matcher(email);
        if (name.find()) {
            keep(desk.customersByName(capital(name.group(1)), capital(name.group(2))), rows);
        }
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static void keep(List<CustomerRow> found, Map<String, CustomerRow> rows) {
        found.forEach(row -> rows.putIfAbsent(row.id(), row));
    }

    private static boolean fitsEmail(CustomerRow row, Claims claims) {
        return claims.emails().contains(Folding.email(row.email()));
    }

    private static boolean fitsNameAndZip(CustomerRow row, Claims claims) {
        return claims.zips().contains(Folding.zip(row.postalCode()))
                && claims.names().stream()
                        .anyMatch(name -> name.isFull() && name.agreesWith(row.firstName(), row.lastName()));
    }

    private static String whyNobody(List<CustomerRow> rows, Claims claims) {
        if (rows.stream().anyMatch(row -> fitsEmail(row, claims) || fitsNameAndZip(row, claims))) {
            return "the customer record that fits is deleted";
        }
        return rows.isEmpty()
                ? "no customer record has the e-mail address or name given"
                : "customer records have the name given, but none with this zip code or e-mail address";
    }

    private static Identification certain(CustomerRow row, Claims claims) {
        Matcher userId = USER_ID.matcher(Folding.fold(row.customerNumber()));
        if (!userId.matches()) {
            return new Unknown("the customer record that fits has no customer number, or one that cannot be read");
        }
        String number = userId.group();
        if (!claims.userIds().isEmpty() && !claims.userIds().contains(number)) {
            return new Unknown("the user id given is not that of the customer record that fits");
        }
        if (!numberFitsName(userId.group(1), row)) {
            return new Unknown("the name in the customer record that fits contradicts its customer number");
        }
        if (!fitsNameAndZip(row, claims) && !hasSureNameOf(row, number, claims)) {
            return new Unknown("the e-mail address given is that of a customer with another name");
        }
        return new Known(row.id(), number, fitsEmail(row, claims) ? "e-mail address" : "name and zip code");
    }

    private static boolean numberFitsName(String inNumber, CustomerRow row) {
        String name = Folding.letters(row.firstName()) + Folding.letters(row.lastName());
        return name.isEmpty() || name.equals(Folding.letters(inNumber));
    }

    private static boolean hasSureNameOf(CustomerRow row, String number, Claims claims) {
        List<PersonName> sure = claims.names().stream().filter(PersonName::sure).toList();
        return sure.isEmpty() || sure.stream().anyMatch(name -> isOf(name, row, number));
    }

    private static boolean isOf(PersonName name, CustomerRow row, String number) {
        String words = number.replace('_', ' ');
        int space = words.indexOf(' ');
        return name.agreesWith(row.firstName(), row.lastName())
                || (space > 0 && name.agreesWith(words.substring(0, space), words.substring(space)));
    }
}
