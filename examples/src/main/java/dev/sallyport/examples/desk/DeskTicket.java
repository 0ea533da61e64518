package dev.sallyport.examples.desk;

/** A request in the customer's words; the text is all that the agent knows of it. */
public record DeskTicket(String id, String text) {}
