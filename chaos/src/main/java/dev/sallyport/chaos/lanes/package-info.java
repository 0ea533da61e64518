/** People who wait beside work that may take its time. */
@NullMarked
package dev.sallyport.chaos.lanes;

import org.jspecify.annotations.NullMarked;
