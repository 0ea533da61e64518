/** Fault plans as text: read from and written to JSON, with errors that say where. */
@NullMarked
package dev.sallyport.testkit.plan;

import org.jspecify.annotations.NullMarked;
