/** A ledger in one SQLite file, for the processes of one machine. */
@NullMarked
package dev.sallyport.stores.sqlite;

import org.jspecify.annotations.NullMarked;
