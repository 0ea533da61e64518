/** What a caller configures once: connection, credentials, stores, deadlines, clock. */
@NullMarked
package dev.sallyport.connect;

import org.jspecify.annotations.NullMarked;
