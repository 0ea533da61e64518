/** The judge: how a client behaved towards the fakes, told from their journals and their truth. */
@NullMarked
package dev.sallyport.testkit.verdict;

import org.jspecify.annotations.NullMarked;
