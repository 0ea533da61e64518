/** What writes promise, seen through every connector at once. */
@NullMarked
package dev.sallyport.examples.effects;

import org.jspecify.annotations.NullMarked;
