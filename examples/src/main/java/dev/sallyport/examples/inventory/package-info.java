/** The guarded door to inventory: a facade of its own, and the mapping to the REST API behind it. */
@NullMarked
package dev.sallyport.examples.inventory;

import org.jspecify.annotations.NullMarked;
