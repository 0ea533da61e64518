package dev.sallyport.examples.demo;

/**
 * What one client achieved, by the fakes' own record. Counts unless said otherwise.
 *
 * @param handled tickets solved, with comment and activity
 * @param escalated tickets handed to a person, with the reason in their comment, and with their activity
 * @param silent tickets that ended in neither way, or without comment or activity
 * @param identified tickets whose customer was rightly identified
 * @param identifiable tickets whose text names an e-mail, or name and postal code, that fits exactly one clean customer
 * @param identifiedOfIdentifiable those of them that were identified
 * @param wronglyIdentified tickets logged on somebody else
 * @param cancelled orders cancelled
 * @param lost writes that the agent believed done and that are not there
 * @param doubled writes that are there twice
 * @param forbidden writes that policy or grant forbid
 * @param calls HTTP requests that the fakes received
 * @param refused those refused by a limit
 * @param wasted those that brought nothing: refused, failed, cut or unreadable
 * @param seconds time taken
 */
record Column(
        int handled,
        int escalated,
        int silent,
        int identified,
        int identifiable,
        int identifiedOfIdentifiable,
        int wronglyIdentified,
        int cancelled,
        int lost,
        int doubled,
        int forbidden,
        long calls,
        long refused,
        long wasted,
        double seconds) {

    /** Whether the promises held. */
    boolean keepsPromises(int tickets) {
        return lost == 0
                && doubled == 0
                && forbidden == 0
                && silent == 0
                && wronglyIdentified == 0
                && handled + escalated == tickets
                && identifiedOfIdentifiable >= 0.95 * identifiable;
    }
}
