package dev.sallyport.testkit;

import java.time.Instant;

/**
 * Something that failed inside a fake and should not have: a bug of its pack, or of the engine.
 *
 * @param at when, by the fake's clock
 * @param where the operation or the task
 * @param cause what was thrown
 */
public record Problem(Instant at, String where, Throwable cause) {}
