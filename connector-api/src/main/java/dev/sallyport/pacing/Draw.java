package dev.sallyport.pacing;

/**
 * Units to be taken from one counter of a limit.
 *
 * @param key the counter: tenant, limit and, where it counts per something, that thing
 * @param limit the limit
 * @param units how many
 */
public record Draw(String key, Limit limit, int units) {}
