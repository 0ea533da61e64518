/** What every caller holds: references, fetched records, pages, rich text, secrets. */
@NullMarked
package dev.sallyport;

import org.jspecify.annotations.NullMarked;
