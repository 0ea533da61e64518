/** Limits as data, and the stores that count against them. */
@NullMarked
package dev.sallyport.pacing;

import org.jspecify.annotations.NullMarked;
