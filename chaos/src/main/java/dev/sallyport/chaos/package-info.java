/** The command that proves the promises under fire. */
@NullMarked
package dev.sallyport.chaos;

import org.jspecify.annotations.NullMarked;
