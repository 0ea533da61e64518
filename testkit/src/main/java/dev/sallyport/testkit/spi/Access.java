package dev.sallyport.testkit.spi;

/** Whether an operation can change the vendor's data. */
public enum Access {
    /** Nothing changes, however often it is sent. */
    READ,
    /** May commit an effect. */
    WRITE
}
