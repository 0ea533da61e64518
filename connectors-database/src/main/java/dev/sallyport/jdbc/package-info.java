/** What every JDBC database has in common: statements checked, transactions, streamed rows, intents. */
@NullMarked
package dev.sallyport.jdbc;

import org.jspecify.annotations.NullMarked;
