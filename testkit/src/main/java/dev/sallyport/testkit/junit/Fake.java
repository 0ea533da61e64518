package dev.sallyport.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the system that a parameter is of. On a {@code String} or a {@code java.net.URI} it gives the URL; on a
 * {@code FakeServer} the fake, a stranger's too.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Fake {
    /** The system's name, such as {@code zendesk}; {@code postgresql} for a database. */
    String value();
}
