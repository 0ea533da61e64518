package dev.sallyport.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives fakes to the tests of a class, or to one test, as parameters: {@code FakeZendesk}, {@code FakeSalesforce} and
 * {@code FakeDatabase} by their types, and with {@link Fake} a fake or its URL by name. They may stand on tests and on
 * {@code @BeforeEach} and {@code @AfterEach} methods; one test always gets the same fake of one kind. What a failed test asked
 * of its fakes, what they committed and the verdict on it are written to {@code target/sallyport-fakes} and named in the
 * report.
 *
 * <p>Defaults: shared, seed 1, no faults, no world. Tests may run in parallel: no two of them have a fake at the same time.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FakeSystemsExtension.class)
public @interface FakeSystems {
    /** For how long a fake lives. */
    enum Lifetime {
        /** Kept when a test ends, reset, and handed to a later one; closed when the run ends. */
        SHARED,
        /** Started for one test and closed after it. */
        PER_TEST
    }

    /** For how long a fake lives. */
    Lifetime lifetime() default Lifetime.SHARED;

    /** The source of all chance. */
    long seed() default 1;

    /** What goes wrong: {@code none}, a ready plan, or a YAML or JSON file. Databases do not look at it. */
    String faults() default "none";

    /** How many customers a generated world has, 10 or more; 0 for empty systems. */
    int world() default 0;
}
