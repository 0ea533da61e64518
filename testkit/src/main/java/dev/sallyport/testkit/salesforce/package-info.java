/** A fake Salesforce org: REST, SOQL and OAuth over records in memory, in Salesforce's own words. */
@NullMarked
package dev.sallyport.testkit.salesforce;

import org.jspecify.annotations.NullMarked;
