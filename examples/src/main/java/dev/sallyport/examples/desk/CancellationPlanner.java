package dev.sallyport.examples.desk;

import dev.sallyport.examples.desk.CancellationPlan.Planned;
import dev.sallyport.examples.desk.TargetResolver.Resolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decides which wishes to cancel are simple, meant and permitted, given the customer's orders. */
final class CancellationPlanner {
    private static final Pattern ALL_ORDERS = Pattern.compile(
            "\\b(?:everything|both|all)\\b|\\b(?:your|the|my|all|any|every|pending|that|this) (?:\\w+ ){0,2}orders?\\b");
    private static final Pattern POINTS = Pattern.compile(
            "\\b(?:modify|chang|exchang|return|switch|updat|upgrad|swap|replac|adjust)\\w* (?:it|them|this|that|those|these|both)\\b");
    private static final Pattern OF_OTHERS = Pattern.compile("\\b(?:received|delivered|else|other|another|rest)\\b"
            + "|^(?:(?:you|i) (?:also )?(?:want|would like|wish) to |also |to )*(?:return|send back)\\b");
    private static final Pattern POINTS_FIRST = Pattern.compile("^(?:it|them|this|that|those|these|both|one)?\\b");

    private final List<DeskOrder> orders;
    private final TargetResolver resolver;
    private final Set<String> left = new LinkedHashSet<>();

    CancellationPlanner(List<DeskOrder> orders) {
        this.orders = orders;
        this.resolver = new TargetResolver(orders);
    }

    CancellationPlan plan(CancellationReading reading) {
        Map<String, Planned> candidates = new LinkedHashMap<>();
        reading.wishes()
                .forEach(wish ->
                        candidates(wish).forEach(planned -> candidates.putIfAbsent(planned.orderId(), planned)));
        List<Planned> plan = new ArrayList<>();
        for (Planned planned : candidates.values()) {
            Optional<String> objection = reading.mentions().stream()
                    .flatMap(mention -> objection(planned.orderId(), mention, candidates.keySet()).stream())
                    .findFirst();
            objection.ifPresentOrElse(
                    why -> left.add("order " + planned.orderId() + " was not cancelled: " + why),
                    () -> plan.add(planned));
        }
        reading.mentions().forEach(this::explain);
        return new CancellationPlan(plan, List.copyOf(left));
    }

    private List<Planned> candidates(Wish wish) {
        if (wish.obstacle().isPresent()) {
            left.add("a cancellation was not carried out: " + wish.obstacle().get());
            return List.of();
        }
        Resolved resolved = resolver.resolve(wish.target(), wish.wholeOrder());
        left.addAll(resolved.refused());
        if (wish.reason().isEmpty() && !resolved.orders().isEmpty()) {
            left.add("reason for cancellation missing (" + ids(resolved.orders())
                    + "): the policy accepts \"no longer needed\" and \"ordered by mistake\"");
            return List.of();
        }
        return resolved.orders().stream()
                .map(order -> new Planned(order.id(), wish.reason().orElseThrow()))
                .toList();
    }

    private static String ids(List<DeskOrder> orders) {
        return String.join(", ", orders.stream().map(DeskOrder::id).toList());
    }

    private void explain(Mention mention) {
        if (mention.kind() == Mention.Kind.CONDITIONAL) {
            left.add("a cancellation is wished under a condition");
        } else if (mention.kind() == Mention.Kind.UNCLEAR) {
            left.add("the text speaks of cancelling, but not plainly");
        }
    }

    private Optional<String> objection(String orderId, Mention mention, Set<String> planned) {
        boolean objects = switch (mention.kind()) {
            case FORBIDDEN, UNCLEAR -> !isElsewhere(orderId, mention.words());
            case CONDITIONAL -> isAbout(orderId, mention.words());
            case KEPT -> isKept(orderId, mention);
            case OTHER_WISH -> isWishedOtherwise(orderId, mention, planned);
        };
        return objects ? Optional.of(words(mention.kind())) : Optional.empty();
    }

    private static String words(Mention.Kind kind) {
        return switch (kind) {
            case FORBIDDEN -> "the text also says not to cancel";
            case UNCLEAR -> "the text also speaks of cancelling in a way that is not plain";
            case CONDITIONAL -> "the text also wishes it under a condition";
            case KEPT -> "the text also says to keep it";
            case OTHER_WISH -> "the text also asks for something else to be done with it";
        };
    }

    private boolean isAbout(String orderId, String words) {
        return Wording.orderIds(words).contains(orderId) || holdsMentioned(orderId, words);
    }

    private boolean isElsewhere(String orderId, String words) {
        boolean names = !Wording.orderIds(words).isEmpty()
                || orders.stream().anyMatch(order -> holdsMentioned(order.id(), words));
        return names && !isAbout(orderId, words);
    }

    private boolean isKept(String orderId, Mention mention) {
        String words = mention.words();
        if (isAbout(orderId, words)) {
            return true;
        }
        if (isElsewhere(orderId, words)) {
            return false;
        }
        return mention.near()
                ? POINTS_FIRST.matcher(words).find()
                : ALL_ORDERS.matcher(words).find();
    }

    private boolean isWishedOtherwise(String orderId, Mention mention, Set<String> planned) {
        String words = mention.words();
        List<String> named = Wording.orderIds(words);
        if (!named.isEmpty()) {
            return named.contains(orderId);
        }
        boolean anyItem = orders.stream().anyMatch(order -> holdsMentioned(order.id(), words));
        if (anyItem) {
            return itemsOf(orderId)
                    .filter(item -> ItemMatcher.isMentioned(item, words))
                    .anyMatch(item -> !isInAnother(item, planned));
        }
        return (mention.near() && POINTS.matcher(words).find())
                || (!OF_OTHERS.matcher(words).find()
                        && ALL_ORDERS.matcher(words).find());
    }

    /** Whether such a piece is in an order that stays, which the other wish can be about. */
    private boolean isInAnother(OrderedItem item, Set<String> planned) {
        return orders.stream()
                .filter(order -> !planned.contains(order.id()))
                .flatMap(order -> order.items().stream())
                .anyMatch(other -> ItemMatcher.areAlike(item, other));
    }

    private boolean holdsMentioned(String orderId, String words) {
        return itemsOf(orderId).anyMatch(item -> ItemMatcher.isMentioned(item, words));
    }

    private Stream<OrderedItem> itemsOf(String orderId) {
        return orders.stream().filter(order -> order.id().equals(orderId)).flatMap(order -> order.items().stream());
    }
}
