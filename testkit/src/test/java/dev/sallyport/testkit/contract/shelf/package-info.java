/** A small connector with its fake, good, and wrong in as many ways as there are mutants. */
@NullMarked
package dev.sallyport.testkit.contract.shelf;

import org.jspecify.annotations.NullMarked;
