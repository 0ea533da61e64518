/** Many processes that share one account. */
@NullMarked
package dev.sallyport.chaos.fleet;

import org.jspecify.annotations.NullMarked;
