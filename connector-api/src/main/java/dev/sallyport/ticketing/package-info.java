/** Typed facade of a ticketing system: tickets, comments, users, queues, status. No vendor's word. */
@NullMarked
package dev.sallyport.ticketing;

import org.jspecify.annotations.NullMarked;
