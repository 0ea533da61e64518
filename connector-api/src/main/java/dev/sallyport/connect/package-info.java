/** What a caller configures once: credentials, stores, deadlines, clock. */
@NullMarked
package dev.sallyport.connect;

import org.jspecify.annotations.NullMarked;
