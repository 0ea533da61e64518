/** The demo: a service desk on a bad day, once with a client such as teams write first, once through Sallyport. */
@NullMarked
package dev.sallyport.examples.demo;

import org.jspecify.annotations.NullMarked;
