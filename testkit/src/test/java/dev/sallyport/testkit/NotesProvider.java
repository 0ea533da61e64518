package dev.sallyport.testkit;

import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.FakeCoverage;
import dev.sallyport.testkit.spi.FakeProvider;
import java.util.List;
import java.util.Optional;

/** A stranger's fake, found on the class path. */
public final class NotesProvider implements FakeProvider {
    @Override
    public String system() {
        return "notes";
    }

    @Override
    public String title() {
        return "a stranger's notes";
    }

    @Override
    public FakeCoverage coverage() {
        return new FakeCoverage(List.of("notes"), List.of("everything else"));
    }

    @Override
    public FakeServerBuilder<? extends FakeServer, ?> builder(Optional<MessyWorld> world) {
        return FakeServer.of(new NotesPack());
    }
}
