/** What a test author holds: running fakes, their truth and their journal. */
@NullMarked
package dev.sallyport.testkit;

import org.jspecify.annotations.NullMarked;
