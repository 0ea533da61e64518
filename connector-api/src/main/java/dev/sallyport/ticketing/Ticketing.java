package dev.sallyport.ticketing;

/** A ticketing system under a grant. Thread-safe. What the system lacks is refused with {@code UNSUPPORTED}. */
public interface Ticketing {
    /** Tickets. */
    Tickets tickets();

    /** Comments on them. */
    Comments comments();

    /** Requesters and agents. */
    TicketUsers users();

    /** Where tickets wait. */
    Queues queues();

    /** Where tickets stand. */
    Statuses statuses();
}
