/** The connector to PostgreSQL. */
@NullMarked
package dev.sallyport.postgresql;

import org.jspecify.annotations.NullMarked;
