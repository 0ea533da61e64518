/** Limits counted together by many processes in Redis. */
@NullMarked
package dev.sallyport.stores.redis;

import org.jspecify.annotations.NullMarked;
