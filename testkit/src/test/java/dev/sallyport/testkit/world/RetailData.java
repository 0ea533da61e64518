package dev.sallyport.testkit.world;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a real retailer's world lies, if it does: -Dsallyport.retail=…, SALLYPORT_RETAIL, or beside the project. */
final class RetailData {

    private RetailData() {}

    static Path directoryOrSkip() {
        String fromEnvironment = System.getenv("SALLYPORT_RETAIL");
        String named = System.getProperty("sallyport.retail", fromEnvironment == null ? "" : fromEnvironment);
        Path directory = Path.of(named.isEmpty() ? "../../shared/data/retail" : named);
        assumeTrue(
                Files.isDirectory(directory),
                () -> "SKIPPED: no retail world at "
                        + directory.toAbsolutePath().normalize()
                        + "; name one with -Dsallyport.retail or SALLYPORT_RETAIL");
        return directory;
    }
}
