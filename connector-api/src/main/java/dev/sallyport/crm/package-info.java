/** Typed facade of a CRM: contacts, companies, activities, users. No vendor's word. */
@NullMarked
package dev.sallyport.crm;

import org.jspecify.annotations.NullMarked;
