/** Stores in PostgreSQL, for processes on many machines. */
@NullMarked
package dev.sallyport.stores.postgresql;

import org.jspecify.annotations.NullMarked;
