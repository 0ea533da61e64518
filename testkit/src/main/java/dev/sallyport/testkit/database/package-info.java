/** A real database behind a wire that can fail around a commit. */
@NullMarked
package dev.sallyport.testkit.database;

import org.jspecify.annotations.NullMarked;
