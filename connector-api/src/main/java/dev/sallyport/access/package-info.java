/** Grants: what an agent may do, decided before a byte leaves. */
@NullMarked
package dev.sallyport.access;

import org.jspecify.annotations.NullMarked;
