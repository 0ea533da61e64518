package ${package};

import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.Dialect;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.StatusTable;
import dev.sallyport.pacing.Observation;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;

/** How the system says no. Its texts are not passed on: they may quote what was sent. */
final class ${System}Dialect implements Dialect {
    @Override
    public AttemptFailure failure(HttpReply reply, boolean write) {
        return switch (reply.status()) {
            case 409 -> AttemptFailure.answered(ErrorCode.CONFLICT, conflict(reply));
            default -> StatusTable.usual(reply, write);
        };
    }

    private static String conflict(HttpReply reply) {
        String error = reply.body().map(body -> body.path("error").asString("")).orElse("");
        return switch (error) {
            case "code_taken" -> "Another one has this code.";
            default -> "The system refused this because of what it holds.";
        };
    }

    @Override
    public void limits(HttpReply reply, AttemptContext context) {
        reply.header("X-RateLimit-Remaining")
                .filter(text -> text.matches("\\d{1,9}"))
                .ifPresent(
                        left -> context.observe(${System}Operations.REQUESTS, Observation.left(Long.parseLong(left))));
    }
}
