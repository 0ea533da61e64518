/** The control API of running fakes and its page, on a port of their own. */
@NullMarked
package dev.sallyport.testkit.control;

import org.jspecify.annotations.NullMarked;
