package dev.sallyport.spi;

import java.util.List;

/**
 * Several writes of one kind that go in one request. Each has its own intent, its own line in the ledger and its own
 * outcome. Immutable.
 *
 * @param items the writes; their own attempts are not used
 * @param most how many go in one request
 * @param together whether the system commits all of a request or nothing: then one that is refused refuses all, and all
 *     must go in one request
 * @param attempt one try
 */
public record Batch(List<Write> items, int most, boolean together, BatchAttempt attempt) {
    public Batch {
        items = List.copyOf(items);
        if (most < 1) {
            throw new IllegalArgumentException("a request of at most " + most + " items");
        }
        if (together && items.size() > most) {
            throw new IllegalArgumentException("all or none of " + items.size()
                    + " items cannot be kept in several requests; the largest such batch has " + most);
        }
        if (items.stream().map(item -> item.operation().name()).distinct().count() > 1) {
            throw new IllegalArgumentException("the items of a batch are of one operation");
        }
    }

    @Override
    public String toString() {
        return "Batch[" + items.size() + "]";
    }
}
