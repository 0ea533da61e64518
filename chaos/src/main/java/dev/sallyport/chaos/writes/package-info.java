/** Thousands of writes under every fault, judged by what the systems committed. */
@NullMarked
package dev.sallyport.chaos.writes;

import org.jspecify.annotations.NullMarked;
