package dev.sallyport.examples.effects;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A drive of two megabytes that can be filled to its last byte; the test is skipped where this user may mount none. */
final class SmallDrive implements AutoCloseable {
    private final Path place;
    private final Path filler;

    private SmallDrive(Path place) {
        this.place = place;
        this.filler = place.resolve("filler");
    }

    static SmallDrive in(Path folder) throws IOException {
        Path place = Files.createDirectory(folder.resolve("drive"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place.toString()),
                "this user may mount no drive");
        return new SmallDrive(place);
    }

    Path file(String name) {
        return place.resolve(name);
    }

    /** Nothing more fits on it. */
    void fill() {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] page = new byte[4096];
            for (int pages = 0; pages < 1_000; pages++) {
                out.write(page);
            }
        } catch (IOException e) {
            return;
        }
        throw new IllegalStateException("the drive holds more than it should");
    }

    void makeRoom() throws IOException {
        Files.delete(filler);
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        run("umount", "-l", place.toString());
    }
}
