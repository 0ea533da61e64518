package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.Dialect;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.StatusTable;
import dev.sallyport.spi.AttemptFailure;
import java.time.Instant;

/** What the store room's refusals mean. */
final class ShelfDialect implements Dialect {
    private final ShelfHost host;

    ShelfDialect(ShelfHost host) {
        this.host = host;
    }

    @Override
    public AttemptFailure failure(HttpReply reply, boolean write) {
        if (host.is(Mutant.QUOTES_THE_VENDOR) && reply.status() == 400) {
            return AttemptFailure.answered(
                    ErrorCode.INVALID_INPUT,
                    "Refused: "
                            + reply.body()
                                    .map(body -> body.path("message").asString(""))
                                    .orElse(""));
        }
        return switch (reply.status()) {
            case 403 ->
                host.is(Mutant.TELLS_THE_WRONG_PERSON)
                        ? AttemptFailure.answered(ErrorCode.INVALID_INPUT, "Refused.")
                        : StatusTable.usual(reply, write);
            case 409 ->
                AttemptFailure.answered(ErrorCode.CONFLICT, "This was done already.")
                        .asAmbiguous();
            case 429 -> throttled(reply, write);
            case 500 ->
                host.is(Mutant.CALLS_A_SERVER_ERROR_REJECTED)
                        ? AttemptFailure.answered(ErrorCode.VENDOR_FAILURE, "It failed.")
                        : StatusTable.usual(reply, write);
            default -> StatusTable.usual(reply, write);
        };
    }

    private AttemptFailure throttled(HttpReply reply, boolean write) {
        AttemptFailure failure = AttemptFailure.answered(ErrorCode.THROTTLED, "The limit is used up.")
                .asTransient();
        if (host.is(Mutant.IGNORES_RETRY_AFTER)) {
            return failure;
        }
        if (host.is(Mutant.READS_SECONDS_ONLY)) {
            Instant now = reply.received();
            return failure.notBefore(reply.header("Retry-After")
                    .filter(text -> text.matches("\\d+"))
                    .map(text -> now.plusSeconds(Long.parseLong(text)))
                    .orElse(null));
        }
        return StatusTable.usual(reply, write);
    }
}
