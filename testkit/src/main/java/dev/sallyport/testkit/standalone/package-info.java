/** The fakes as a program of its own, for clients in any language. */
@NullMarked
package dev.sallyport.testkit.standalone;

import org.jspecify.annotations.NullMarked;
