package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.FakeServerBuilder;
import dev.sallyport.testkit.FakeSettings;
import java.util.Map;

/** A fake store room. */
public final class FakeShelf extends FakeServer {
    private final ShelfPack pack;

    private FakeShelf(ShelfPack pack, FakeSettings settings) {
        super(pack, settings);
        this.pack = pack;
    }

    /** Sets one up. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("secret", ShelfPack.SECRET);
    }

    /** Puts an item there; its id. */
    public String put(String name, String note) {
        return withState(() -> pack.put(name, note, now()));
    }

    /** Sets one up. */
    public static final class Builder extends FakeServerBuilder<FakeShelf, Builder> {
        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected FakeShelf start(FakeSettings settings) {
            return new FakeShelf(new ShelfPack(), settings);
        }
    }
}
