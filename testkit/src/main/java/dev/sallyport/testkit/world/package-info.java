/**
 * One retailer's world of customers, products, orders and requests, loaded from files or made from a seed, from which
 * every fake is filled.
 */
@NullMarked
package dev.sallyport.testkit.world;

import org.jspecify.annotations.NullMarked;
