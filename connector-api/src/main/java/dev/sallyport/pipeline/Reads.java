package dev.sallyport.pipeline;

import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.Failure;
import dev.sallyport.error.Remedy;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.SystemReads;

/** A read goes again until it succeeds, fails for good, or the deadline nears. */
final class Reads {
    private final Attempts attempts;

    Reads(Attempts attempts) {
        this.attempts = attempts;
    }

    <T> T carryOut(Run run, Read<T> read, SystemReads reads) {
        for (int failures = 0; ; failures++) {
            try {
                return attempts.once(run, read.attempt(), reads);
            } catch (AttemptFailure failure) {
                if (!failure.isTransient()) {
                    throw ended(run, failure);
                }
                attempts.pause(run, failure, failures);
            }
        }
    }

    static ConnectorException ended(Run run, AttemptFailure failure) {
        Failure data = run.failure(failure.code(), failure.advice());
        if (failure.code().remedy() == Remedy.WAIT && failure.notBefore().isPresent()) {
            data = data.retryAt(failure.notBefore().get());
        }
        return data.toException(failure.getCause());
    }
}
