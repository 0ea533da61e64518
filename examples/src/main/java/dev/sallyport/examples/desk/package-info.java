/** A service-desk agent that works by rules alone, and the port through which it reaches the systems of a retailer. */
@NullMarked
package dev.sallyport.examples.desk;

import org.jspecify.annotations.NullMarked;
