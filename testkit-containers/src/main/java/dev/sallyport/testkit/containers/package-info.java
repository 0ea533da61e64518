/** The fakes in a container, for tests that use Testcontainers; nothing but the container itself lives here. */
@NullMarked
package dev.sallyport.testkit.containers;

import org.jspecify.annotations.NullMarked;
