/** What the author of a fake implements: the vendor's operations, state, limits and dialect; the engine does the rest. */
@NullMarked
package dev.sallyport.testkit.spi;

import org.jspecify.annotations.NullMarked;
