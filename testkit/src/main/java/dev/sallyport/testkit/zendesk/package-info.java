/** A fake of Zendesk Support's Ticketing API v2: its tickets, people, search, exports, limits and ways of saying no. */
@NullMarked
package dev.sallyport.testkit.zendesk;

import org.jspecify.annotations.NullMarked;
