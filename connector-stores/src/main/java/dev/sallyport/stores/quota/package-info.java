/** Limits counted together by many processes; where the counts are kept is in the packages of the databases. */
@NullMarked
package dev.sallyport.stores.quota;

import org.jspecify.annotations.NullMarked;
