package dev.sallyport.testkit.salesforce;

/** What a user may do with the records of an object. */
public enum Permission {
    /** See them, their describe and their fields. */
    READ,
    /** Make new ones. */
    CREATE,
    /** Change them. */
    EDIT,
    /** Put them into the recycle bin. */
    DELETE
}
