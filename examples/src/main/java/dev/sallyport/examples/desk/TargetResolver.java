package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds which of a customer's orders a target is, or says why that is not certain. */
final class TargetResolver {
    /** The orders found, and what was not found or not allowed, one clause each. */
    record Resolved(List<DeskOrder> orders, List<String> refused) {
        static Resolved none(String why) {
            return new Resolved(List.of(), List.of(why));
        }
    }

    private final List<DeskOrder> orders;

    TargetResolver(List<DeskOrder> orders) {
        this.orders = orders;
    }

    Resolved resolve(Target target, boolean wholeOrder) {
        if (target instanceof Target.Ids ids) {
            return byId(ids.ids());
        }
        if (target instanceof Target.AllPending all) {
            return allPending(all);
        }
        if (target instanceof Target.Items items) {
            return holding(items, wholeOrder);
        }
        if (target instanceof Target.OrderWith with) {
            return orderWith(with.phrases());
        }
        if (target instanceof Target.TheOrder order) {
            return theOrder(order.pending());
        }
        return Resolved.none("it is not certain which order shall be cancelled");
    }

    private List<DeskOrder> pending() {
        return orders.stream().filter(DeskOrder::isPending).toList();
    }

    private Resolved byId(List<String> ids) {
        List<DeskOrder> found = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String id : ids) {
            orders.stream()
                    .filter(order -> order.id().equals(id))
                    .findFirst()
                    .ifPresentOrElse(
                            order -> take(order, found, refused),
                            () -> refused.add("order " + id + " is not an order of this customer"));
        }
        return new Resolved(found, refused);
    }

    private static void take(DeskOrder order, List<DeskOrder> found, List<String> refused) {
        if (order.isPending()) {
            found.add(order);
        } else {
            refused.add("order " + order.id() + " is " + order.status() + ", only a pending order can be cancelled");
        }
    }

    private Resolved allPending(Target.AllPending all) {
        List<DeskOrder> pending = pending();
        if (pending.isEmpty()) {
            return Resolved.none("the customer has no pending order to cancel");
        }
        if (all.count() > 0 && all.count() != pending.size()) {
            return Resolved.none("the customer speaks of " + all.count() + " pending orders and has " + pending.size());
        }
        return new Resolved(
                pending.stream()
                        .filter(order -> !all.except().contains(order.id()))
                        .toList(),
                List.of());
    }

    private Resolved theOrder(boolean saysPending) {
        List<DeskOrder> pending = pending();
        boolean sole = pending.size() == 1 && (saysPending || orders.size() == 1);
        return sole
                ? new Resolved(pending, List.of())
                : Resolved.none("it is not certain which order shall be cancelled");
    }

    private Resolved orderWith(List<String> phrases) {
        List<DeskOrder> holding = pending().stream()
                .filter(order -> phrases.stream().allMatch(phrase -> holds(order, phrase)))
                .toList();
        return holding.size() == 1
                ? new Resolved(holding, List.of())
                : Resolved.none("the order to cancel is told by its pieces, and " + holding.size()
                        + " pending orders hold them");
    }

    private Resolved holding(Target.Items items, boolean wholeOrder) {
        Set<DeskOrder> found = new LinkedHashSet<>();
        for (String phrase : items.phrases()) {
            List<DeskOrder> holding = pending().stream()
                    .filter(order -> items.within().isEmpty() || items.within().contains(order.id()))
                    .filter(order -> holds(order, phrase))
                    .toList();
            if (holding.size() != 1) {
                return Resolved.none("of the pieces to cancel, one is in " + holding.size() + " pending orders");
            }
            found.add(holding.get(0));
        }
        List<DeskOrder> whole = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (DeskOrder order : found) {
            if (wholeOrder || consistsOf(order, items.phrases())) {
                whole.add(order);
            } else {
                refused.add(
                        "only part of order " + order.id() + " shall be cancelled, which the policy does not allow");
            }
        }
        return new Resolved(whole, refused);
    }

    private static boolean holds(DeskOrder order, String phrase) {
        return order.items().stream().anyMatch(item -> ItemMatcher.isCalled(item, phrase));
    }

    private static boolean consistsOf(DeskOrder order, List<String> phrases) {
        boolean covered = order.items().stream()
                .allMatch(item -> phrases.stream().anyMatch(phrase -> ItemMatcher.isCalled(item, phrase)));
        boolean single = phrases.stream()
                .allMatch(phrase -> ItemMatcher.isPlural(phrase)
                        || order.items().stream()
                                        .filter(item -> ItemMatcher.isCalled(item, phrase))
                                        .count()
                                <= 1);
        return covered && single;
    }
}
