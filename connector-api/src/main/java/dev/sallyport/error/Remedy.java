package dev.sallyport.error;

/** Who must act so that a failed call can succeed. */
public enum Remedy {
    /** The caller: the input is wrong, and will stay wrong. */
    FIX_INPUT,
    /** A person: access or an approval is missing. */
    ASK_A_PERSON,
    /** Nobody: wait until {@link ConnectorException#retryAt()} and call again. */
    WAIT,
    /** An operator: stop and report. */
    STOP
}
