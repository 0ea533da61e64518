package dev.sallyport.testkit.world;

/** A postal address; parts that are not known are empty, never null. */
public record Address(String line1, String line2, String city, String state, String zip, String country) {}
