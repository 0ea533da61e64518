/** Headers that lie in each way. */
@NullMarked
package dev.sallyport.chaos.headers;

import org.jspecify.annotations.NullMarked;
