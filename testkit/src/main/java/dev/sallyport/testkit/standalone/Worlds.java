package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.world.Population;
import dev.sallyport.testkit.world.World;
import dev.sallyport.testkit.world.WorldFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A world by its size or from its files. */
final class Worlds {
    private Worlds() {}

    /**
     * So many customers, or what is in that directory: {@code db.json} and {@code tasks.json}, into which defects are
     * planted, or {@code customers.jsonl}, which is taken as it is: what was exported and not edited since is made anew.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Filling of(String sizeOrDirectory, long seed, Mess mess) {
        if (sizeOrDirectory.matches("[0-9_,]+")) {
            String digits = sizeOrDirectory.replaceAll("[_,]", "");
            long size = digits.isEmpty() || digits.length() > 12 ? -1 : Long.parseLong(digits);
            return new Filling.Made(mess.apply(Population.of(seed, size)));
        }
        return loaded(Path.of(sizeOrDirectory), mess);
    }

    private static Filling loaded(Path directory, Mess mess) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    "\"" + directory + "\" is neither a number of customers nor a directory with"
                            + " db.json and tasks.json, or customers.jsonl");
        }
        try {
            if (!Files.exists(directory.resolve("customers.jsonl"))) {
                return new Filling.Files(mess.apply(World.load(directory)));
            }
            if (mess.plants()) {
                throw new IllegalArgumentException("--mess is not planted into " + directory.resolve("customers.jsonl")
                        + ", which is taken as it is");
            }
            Optional<MessyPopulation> unchanged = MessyPopulation.unchanged(directory);
            return unchanged.isPresent()
                    ? new Filling.Made(unchanged.get())
                    : new Filling.Files(MessyWorld.load(directory));
        } catch (WorldFormatException wrong) {
            throw new IllegalArgumentException(String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
