/** Findings: what was wrong with a record, told beside it instead of hiding it. */
@NullMarked
package dev.sallyport.quality;

import org.jspecify.annotations.NullMarked;
