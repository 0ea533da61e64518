/** Processes that are killed in the middle of writing. */
@NullMarked
package dev.sallyport.chaos.kill;

import org.jspecify.annotations.NullMarked;
