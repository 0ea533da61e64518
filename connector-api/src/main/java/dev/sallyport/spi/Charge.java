package dev.sallyport.spi;

/**
 * What one attempt of an operation costs on one limit.
 *
 * @param limit the limit's name
 * @param units how many units
 */
public record Charge(String limit, int units) {}
