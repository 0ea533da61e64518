package dev.sallyport.examples.desk;

/** Whether it is certain who wrote a ticket. */
sealed interface Identification {

    /**
     * It is this customer.
     *
     * @param contactId the CRM's id
     * @param evidence what was compared, in words
     */
    record Known(String contactId, String customerNumber, String evidence) implements Identification {}

    /** It is not certain, for this reason. */
    record Unknown(String reason) implements Identification {}
}
