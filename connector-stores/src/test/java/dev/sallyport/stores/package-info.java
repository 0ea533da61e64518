/** What all stores are tested for. */
@NullMarked
package dev.sallyport.stores;

import org.jspecify.annotations.NullMarked;
