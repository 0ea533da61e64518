/** A system whose only trait is its limit, and the client for it. */
@NullMarked
package dev.sallyport.chaos.meter;

import org.jspecify.annotations.NullMarked;
