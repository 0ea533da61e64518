/** Fakes as parameters of JUnit tests, on JUnit 5.14 and 6. */
@NullMarked
package dev.sallyport.testkit.junit;

import org.jspecify.annotations.NullMarked;
