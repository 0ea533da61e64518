/** What a write is, how it ends, and the ledger that remembers. */
@NullMarked
package dev.sallyport.effect;

import org.jspecify.annotations.NullMarked;
