/** The one way of a call: guard, intend, retry, settle. Connectors open it; nobody goes round it. */
@NullMarked
package dev.sallyport.pipeline;

import org.jspecify.annotations.NullMarked;
