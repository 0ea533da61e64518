package dev.sallyport.testkit.junit;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.verdict.Result;
import dev.sallyport.testkit.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.json.JsonMapper;

/** What a failed test asked of a fake and what came of it, in files and in the report. */
final class Attachment {
    /** The configuration parameter for the folder; {@code target/sallyport-fakes} without it. */
    static final String FOLDER = "sallyport.fakes.folder";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ExtensionContext test;

    Attachment(ExtensionContext test) {
        this.test = test;
    }

    void write(FakeServer fake) {
        Map<String, String> entries = new LinkedHashMap<>();
        Verdict verdict = Verdict.of(fake);
        entries.put(
                "sallyport." + fake.system(),
                fake.journal(Long.MAX_VALUE, 0).count() + " requests, "
                        + fake.truth().count() + " effects, " + fake.faults().total() + " faults met");
        entries.put("sallyport." + fake.system() + ".verdict", summary(verdict));
        List<FaultRule> unmet = fake.faults().neverHit();
        if (!unmet.isEmpty()) {
            entries.put("sallyport." + fake.system() + ".faultsNeverMet", unmet.toString());
        }
        try {
            Path folder = Files.createDirectories(folder());
            entries.put("sallyport." + fake.system() + ".journal", put(folder, fake, "journal", fake.journal()));
            entries.put("sallyport." + fake.system() + ".truth", put(folder, fake, "truth", fake.truth()));
            put(folder, fake, "verdict.json", verdict.json());
            entries.put(
                    "sallyport." + fake.system() + ".verdict.html", put(folder, fake, "verdict.html", verdict.html()));
        } catch (IOException unwritable) {
            entries.put(
                    "sallyport." + fake.system() + ".journal",
                    "cannot be written: " + unwritable.getClass().getSimpleName());
        }
        test.publishReportEntry(entries);
    }

    private Path folder() {
        String base = test.getConfigurationParameter(FOLDER).orElse("target/sallyport-fakes");
        String name = test.getRequiredTestMethod().getName() + "-" + test.getDisplayName();
        return Path.of(base, plain(test.getRequiredTestClass().getName()), plain(name));
    }

    private static String plain(String name) {
        String kept = name.replaceAll("[^A-Za-z0-9_-]+", "_");
        return kept.length() > 100 ? kept.substring(0, 100) : kept;
    }

    private static String summary(Verdict verdict) {
        List<String> broken = verdict.rulings(Result.FAIL).stream()
                .map(ruling -> ruling.rule().id() + " " + ruling.rule().name())
                .toList();
        return broken.isEmpty() ? "PASS" : "FAIL: " + String.join(", ", broken);
    }

    private static String put(Path folder, FakeServer fake, String file, String text) throws IOException {
        return Files.writeString(folder.resolve(fake.system() + "-" + file), text)
                .toString();
    }

    private static String put(Path folder, FakeServer fake, String what, Object content) throws IOException {
        Path file = folder.resolve(fake.system() + "-" + what + ".json");
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
        return file.toString();
    }
}
