/** For connector authors: HTTP with the silent re-sends switched off, bounded replies, token refresh, paging. */
@NullMarked
package dev.sallyport.http;

import org.jspecify.annotations.NullMarked;
