package dev.sallyport.testkit.contract;

import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Safeguards;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every connector keeps, whatever its facade. The author of a connector extends this in a test class, says how its fake
 * is started, how to connect to it, and how each of its operations is carried out once; each {@link Rule} is then a test of
 * its own, whose failure says what was seen and how to mend it. What is proved is proved against the fake's own record. Where
 * a connector has nothing by which a rule could be proved, its test is aborted and says why. Needs JUnit Jupiter.
 *
 * <p>{@link CrmContract} and {@link TicketingContract} know the exercises of their facades.
 *
 * @param <C> the connector
 * @param <F> its fake
 */
public abstract class ConnectorContract<C extends Connector, F> {
    /** A text to put into seeded records and into what is written: it must turn up nowhere but in records. */
    public static final String CANARY = "canary-7f3a91";

    /** For subclasses. */
    protected ConnectorContract() {}

    /** The fake, not started yet. Asked once. */
    protected abstract Rig<F> rig();

    /** Connects to the fake with credentials that work. */
    protected abstract C connect(F fake, Safeguards safeguards);

    /** Puts the records there that the exercises use; the fake is empty. Called before each trial. */
    protected abstract void seed(F fake);

    /** How each of the connector's operations is carried out once. */
    protected abstract void exercises(Exercises<C, F> all);

    /** What a facade's own contract adds. */
    void checks(Examination<C, F> examination, Map<Rule, Runnable> checks) {}

    /** The rules, each a test. */
    @TestFactory
    public final Stream<DynamicTest> the_contract_is_kept() {
        Examination<C, F> examination = new Examination<>(this);
        return examination.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.toString(), () -> examination.check(rule)))
                .onClose(examination::close);
    }
}
