package dev.sallyport.testkit.mess;

/**
 * A defect that was planted: in which record (see {@link CustomerRow#key()}, or the id of a request), in which field,
 * and of which kind. The field is {@link #WHOLE_RECORD} where the defect is not in one field.
 */
public record Label(String record, String field, DefectKind kind) {

    /** Stands for the field where the record as a whole is the defect. */
    public static final String WHOLE_RECORD = "*";

    /** The field of a request that prompt injections are appended to. */
    public static final String REASON = "reason";
}
