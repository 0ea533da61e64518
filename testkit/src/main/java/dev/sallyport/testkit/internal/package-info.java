/** The engine behind every fake: for nobody outside the testkit. */
@NullMarked
package dev.sallyport.testkit.internal;

import org.jspecify.annotations.NullMarked;
