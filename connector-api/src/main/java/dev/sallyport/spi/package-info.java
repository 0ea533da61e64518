/** For connector authors: operations as data, reconciliation, the executor they are handed. */
@NullMarked
package dev.sallyport.spi;

import org.jspecify.annotations.NullMarked;
