/** The same seeds give the same faults, whatever the threads did. */
@NullMarked
package dev.sallyport.chaos.seeds;

import org.jspecify.annotations.NullMarked;
