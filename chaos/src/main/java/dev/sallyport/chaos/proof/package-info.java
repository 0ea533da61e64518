/** What a scenario is, what it promises, and the report of what held. */
@NullMarked
package dev.sallyport.chaos.proof;

import org.jspecify.annotations.NullMarked;
