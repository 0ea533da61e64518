/** Typed facade of a database: rows, statements, schema. */
@NullMarked
package dev.sallyport.database;

import org.jspecify.annotations.NullMarked;
