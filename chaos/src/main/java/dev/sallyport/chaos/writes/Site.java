package dev.sallyport.chaos.writes;

import dev.sallyport.connect.Recovery;
import java.util.List;
import java.util.Random;

/** One system under fire, and the work there. Safe for several threads. */
interface Site extends AutoCloseable {
    String name();

    /** Tells one record's story, from its making on: every write of it goes through the book. */
    void story(int number, Book book);

    /** Changes some record as a person does at the vendor's own pages; nothing if there is none. */
    void human(Random chance);

    /** The effects really committed, in the words of the markers. */
    List<String> truth();

    /** Ends all faults; returns when nothing is still to come. */
    void calm() throws InterruptedException;

    /** Asks after open intents. */
    Recovery recover();

    /** What was met, for the report; a fault that was asked for and never met is an error. */
    List<String> faultsNeverMet();

    /** How many requests met a fault, in a word. */
    String faultsMet();

    @Override
    void close();
}
