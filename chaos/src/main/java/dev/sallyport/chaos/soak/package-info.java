/** A million calls, and what they leave behind. */
@NullMarked
package dev.sallyport.chaos.soak;

import org.jspecify.annotations.NullMarked;
