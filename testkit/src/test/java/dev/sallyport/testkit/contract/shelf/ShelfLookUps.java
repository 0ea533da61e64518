package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.Ref;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Trace;
import dev.sallyport.spi.Written;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;

/** How writes are found again. */
final class ShelfLookUps {
    private final ShelfHost host;
    private final Operation look;

    ShelfLookUps(ShelfHost host, Operation look) {
        this.host = host;
        this.look = look;
    }

    Sighting created(Trace trace, SystemReads reads) {
        if (host.is(Mutant.FINDS_WHAT_IS_NOT_THERE)) {
            return new Sighting.Present(Written.ours(Item.ref("i1"), null));
        }
        HttpRequest request = host.is(Mutant.SENDS_IN_RECOVERY)
                ? HttpRequest.of("POST", "/items")
                        .json(JsonNodeFactory.instance.objectNode().put("name", "again"))
                : HttpRequest.get("/items").query("stamp", trace.stamp());
        String id = reads.read(Read.of(
                look,
                null,
                host.json(
                        request,
                        reply -> reply.path("items")
                                .path(0)
                                .path("id")
                                .asString(reply.path("id").asString("")))));
        return id.isEmpty() ? new Sighting.Absent() : new Sighting.Present(Written.ours(Item.ref(id), null));
    }

    Sighting updated(Trace trace, SystemReads reads) {
        Ref item = Objects.requireNonNull(trace.target());
        HttpRequest request = HttpRequest.get("/items/{id}/stamps/{stamp}", item.id(), trace.stamp());
        return isThere(request, item, reads) ? new Sighting.Present(Written.ours(item, null)) : new Sighting.Absent();
    }

    Sighting deleted(Trace trace, SystemReads reads) {
        Ref item = Objects.requireNonNull(trace.target());
        return isThere(HttpRequest.get("/items/{id}", item.id()), item, reads)
                ? new Sighting.Absent()
                : new Sighting.Present(Written.bySomebody(item, null));
    }

    private boolean isThere(HttpRequest request, Ref item, SystemReads reads) {
        return reads.read(Read.of(look, item, context -> {
            try {
                host.json(request, reply -> true).run(context);
                return true;
            } catch (AttemptFailure failure) {
                if (failure.code() == ErrorCode.NOT_FOUND) {
                    return false;
                }
                throw failure;
            }
        }));
    }
}
