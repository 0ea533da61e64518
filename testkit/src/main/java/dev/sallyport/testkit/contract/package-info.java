/** The rules that every connector keeps, as JUnit tests that its author extends; what is proved, is proved against the fake's own record. */
@NullMarked
package dev.sallyport.testkit.contract;

import org.jspecify.annotations.NullMarked;
