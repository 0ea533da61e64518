/** The append-only, keyed record of every call, and its verifier. */
@NullMarked
package dev.sallyport.audit;

import org.jspecify.annotations.NullMarked;
