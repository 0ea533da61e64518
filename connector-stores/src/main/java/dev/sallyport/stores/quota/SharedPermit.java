package dev.sallyport.stores.quota;

import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Permit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A permit that is counted by this process and by the server. */
final class SharedPermit implements Permit {
    private final Permit own;
    private final Tokens tokens;
    private final List<Draw> draws;
    private final @Nullable String lease;
    private boolean ended;

    SharedPermit(Permit own, Tokens tokens, List<Draw> draws, @Nullable String lease) {
        this.own = own;
        this.tokens = tokens;
        this.draws = draws;
        this.lease = lease;
    }

    @Override
    public void cost(String limit, long units) {
        own.cost(limit, units);
        if (!ended) {
            draws.stream()
                    .filter(draw -> draw.limit().name().equals(limit))
                    .forEach(draw -> tokens.correct(draw, units - draw.units()));
        }
    }

    @Override
    public void used(Instant now) {
        own.used(now);
        end(false);
    }

    @Override
    public void refund() {
        own.refund();
        end(true);
    }

    private void end(boolean unused) {
        if (ended) {
            return;
        }
        ended = true;
        if (unused) {
            tokens.giveBack(draws, 1);
        }
        if (lease != null) {
            tokens.release(draws, lease);
        }
    }
}
