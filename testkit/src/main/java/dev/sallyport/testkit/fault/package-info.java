/** What goes wrong and when: plans of fault rules and downtimes, and the report of what was really met. */
@NullMarked
package dev.sallyport.testkit.fault;

import org.jspecify.annotations.NullMarked;
