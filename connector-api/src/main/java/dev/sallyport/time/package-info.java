/** The one source of time, so that tests and fakes can own it. */
@NullMarked
package dev.sallyport.time;

import org.jspecify.annotations.NullMarked;
