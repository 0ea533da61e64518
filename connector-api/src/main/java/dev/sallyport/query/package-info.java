/** Typed fields, filters, sorts and changes over canonical records; no vendor's syntax. */
@NullMarked
package dev.sallyport.query;

import org.jspecify.annotations.NullMarked;
