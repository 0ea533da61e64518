/** Measures what the promises cost, beside what does without them, in the same run. Nothing depends on it. */
@NullMarked
package dev.sallyport.benchmarks;

import org.jspecify.annotations.NullMarked;
