package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Instant;

/**
 * One request that a ruling rests on. Holds no payload and no secret.
 *
 * @param system the fake that saw it
 * @param entry its number in that fake's journal
 * @param at when it arrived, by the fake's clock
 * @param method the HTTP method
 * @param operation the operation's name, in which no id stands
 * @param status the status answered; 0 if the connection was cut
 * @param note what it shows
 */
public record Evidence(
        String system, long entry, Instant at, String method, String operation, int status, String note) {
    static Evidence of(Day day, JournalEntry entry, String note) {
        return new Evidence(
                day.system(), entry.sequence(), entry.at(), entry.method(), entry.operation(), entry.status(), note);
    }

    @Override
    public String toString() {
        return system + " #" + entry + " " + at + " " + method + " " + operation + " → "
                + (status == 0 ? "cut" : status) + ": " + note;
    }
}
