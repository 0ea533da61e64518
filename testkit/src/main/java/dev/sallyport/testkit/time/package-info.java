/** Clocks that a fake and its client share, so that hours pass in seconds. */
@NullMarked
package dev.sallyport.testkit.time;

import org.jspecify.annotations.NullMarked;
