/** Processes of this same program. */
@NullMarked
package dev.sallyport.chaos.process;

import org.jspecify.annotations.NullMarked;
