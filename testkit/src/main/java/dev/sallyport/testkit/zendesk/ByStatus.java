package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.world.Population;
import org.jspecify.annotations.Nullable;

/**
 * Tickets by status, and by id in each.
 *
 * @param firstId the id of number 0
 */
record ByStatus(Population population, long firstId) implements Sequence {
    @Override
    public long size() {
        return population.size();
    }

    @Override
    public @Nullable Place next(@Nullable Place after) {
        int status = after == null ? 0 : (int) Math.max(0, after.order());
        long number = after == null || after.order() < 0 ? 0 : Math.max(0, after.id() - firstId + 1);
        while (status < Ticket.STATUSES.size()) {
            for (; number < size(); number++) {
                if (TicketBase.IN_ORDER.indexOf(population.statusOf(number)) == status) {
                    return new Place(status, firstId + number);
                }
            }
            status++;
            number = 0;
        }
        return null;
    }

    @Override
    public @Nullable Place previous(@Nullable Place before) {
        int last = Ticket.STATUSES.size() - 1;
        int status = last;
        long number = size() - 1;
        if (before != null && before.order() <= last) {
            status = (int) before.order();
            number = Math.min(number, before.id() - firstId - 1);
        }
        while (status >= 0) {
            for (; number >= 0; number--) {
                if (TicketBase.IN_ORDER.indexOf(population.statusOf(number)) == status) {
                    return new Place(status, firstId + number);
                }
            }
            status--;
            number = size() - 1;
        }
        return null;
    }
}
