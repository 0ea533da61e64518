/** What can go wrong, classed by who must act. No payload and no secret in any of it. */
@NullMarked
package dev.sallyport.error;

import org.jspecify.annotations.NullMarked;
