/** Runs clients that others wrote, unchanged, against the fakes. */
@NullMarked
package dev.sallyport.compat;

import org.jspecify.annotations.NullMarked;
