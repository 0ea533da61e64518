package dev.sallyport.jdbc;

import dev.sallyport.error.ConnectorException;
import dev.sallyport.spi.AttemptFailure;

/** Turns what goes wrong while rows are read into the exception of the call that they belong to. */
@FunctionalInterface
interface Errors {
    ConnectorException of(AttemptFailure failure);
}
