/** Zendesk Support, through its Ticketing API v2. Wire facts are from Zendesk's API reference unless said otherwise. */
@NullMarked
package dev.sallyport.zendesk;

import org.jspecify.annotations.NullMarked;
