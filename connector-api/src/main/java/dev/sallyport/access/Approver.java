package dev.sallyport.access;

import dev.sallyport.effect.Plan;

/** Asks a person whether a write may go. Called on the caller's thread before anything is sent; thread-safe. */
@FunctionalInterface
public interface Approver {
    /** Whether the write is approved. */
    boolean approves(Grant grant, Plan plan);
}
