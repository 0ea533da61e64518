/** Mess as real systems hold it: a catalogue of defects, planted from a seed into what is true, each of them labelled. */
@NullMarked
package dev.sallyport.testkit.mess;

import org.jspecify.annotations.NullMarked;
