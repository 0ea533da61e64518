package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;

/** Tells which requests read which record. */
final class Readings {
    private Readings() {}

    /** Whether the record that these two writes name was read in between. */
    static boolean between(Day day, JournalEntry first, JournalEntry second) {
        String record = record(first);
        return record.contains("/")
                && day.entries().stream()
                        .filter(entry -> !entry.isWrite() && entry.succeeded())
                        .filter(entry -> entry.sequence() > first.sequence() && entry.sequence() < second.sequence())
                        .anyMatch(entry -> record(entry).equals(record));
    }

    /** Whether it read the record of this id by name. */
    static boolean reads(JournalEntry entry, String recordId) {
        return !entry.isWrite() && entry.succeeded() && record(entry).endsWith("/" + recordId);
    }

    /** The record in a subject, which may have the content's hash behind it. */
    private static String record(JournalEntry entry) {
        String subject = entry.subject();
        int space = subject.indexOf(' ');
        return space < 0 ? subject : subject.substring(0, space);
    }
}
