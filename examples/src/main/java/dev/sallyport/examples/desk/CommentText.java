package dev.sallyport.examples.desk;

import dev.sallyport.examples.desk.Identification.Known;
import dev.sallyport.examples.desk.Identification.Unknown;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Puts into words what was found and done. */
final class CommentText {
    private CommentText() {}

    static String of(
            Identification who, Claims claims, List<DeskOrder> orders, List<String> done, Collection<String> left) {
        StringBuilder text = new StringBuilder(customer(who)).append('\n');
        if (who instanceof Known) {
            text.append("Orders named or meant: ").append(listed(orders)).append(".\n");
        } else if (!claims.orderIds().isEmpty()) {
            text.append("Orders named, not looked at: ")
                    .append(String.join(", ", claims.orderIds()))
                    .append(".\n");
        }
        return text.append(activity(done, left)).toString();
    }

    static String activity(List<String> done, Collection<String> left) {
        String did = done.isEmpty() ? "Done: nothing." : "Done: " + String.join("; ", done) + ".";
        return left.isEmpty() ? did : did + "\nLeft to a person: " + String.join("; ", left) + ".";
    }

    private static String customer(Identification who) {
        if (who instanceof Known known) {
            return "Customer: " + known.customerNumber() + ", by " + known.evidence() + ".";
        }
        return "Customer: not identified, " + ((Unknown) who).reason() + ".";
    }

    private static String listed(List<DeskOrder> orders) {
        return orders.isEmpty()
                ? "none"
                : orders.stream().map(CommentText::line).collect(Collectors.joining("; "));
    }

    private static String line(DeskOrder order) {
        return order.id() + " " + order.status() + " ("
                + order.items().stream().map(OrderedItem::name).collect(Collectors.joining(", ")) + ")";
    }
}
