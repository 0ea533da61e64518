package ${package};

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;

/** What the system keeps. {@code get} throws, {@code find} answers, {@code try…} gives the outcome. Thread-safe. */
public interface ${Resources} {
    /**
     * Reads one, always fresh.
     *
     * @throws dev.sallyport.error.ConnectorException if it cannot be read; {@code NOT_FOUND} if it is not there
     */
    Fetched<${Resource}> get(Ref ref);

    /** Finds those that fit a query, page by page, oldest first; compares code and name for equality only. */
    Pages<${Resource}> find(Query<${Resource}> query);

    /** Makes one. A code that is taken is a conflict. */
    Outcome<Receipt> tryCreate(Changes<${Resource}> changes, Intent intent);

    /** Sets fields of one; on condition of a version where the changes name one. */
    Outcome<Receipt> tryUpdate(Ref ref, Changes<${Resource}> changes, Intent intent);
}
