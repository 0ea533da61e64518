package dev.sallyport.crm;

/** A CRM under a grant. Thread-safe. What the system lacks is refused with {@code UNSUPPORTED} before anything is sent. */
public interface Crm {
    /** People. */
    Contacts contacts();

    /** Organisations. */
    Companies companies();

    /** What happened with them. */
    Activities activities();

    /** Users of the CRM itself. */
    CrmUsers users();
}
