/** Salesforce, through its REST API. Wire facts are from the REST API Developer Guide unless said otherwise. */
@NullMarked
package dev.sallyport.salesforce;

import org.jspecify.annotations.NullMarked;
