package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a client behaved, rule by rule. Immutable; holds no payload and no secret.
 *
 * @param rulings one for each rule, in the order of their numbers
 * @param chronicles what each fake saw
 */
public record Verdict(List<Ruling> rulings, List<Chronicle> chronicles) {
    /** Copies the lists. */
    public Verdict {
        rulings = List.copyOf(rulings);
        chronicles = List.copyOf(chronicles);
    }

    /** Judges whoever called these fakes, without claims and canaries; {@link Judge} takes those. */
    public static Verdict of(FakeServer... fakes) {
        return Judge.over(fakes).verdict();
    }

    /** The rulings that ended so. */
    public List<Ruling> rulings(Result result) {
        return rulings.stream().filter(ruling -> ruling.result() == result).toList();
    }

    /**
     * The ruling about one rule.
     *
     * @param rule its number or its name, such as {@code V07} or {@code write-doubled}
     * @throws IllegalArgumentException if there is no such rule
     */
    public Ruling ruling(String rule) {
        return rulings.stream()
                .filter(ruling ->
                        ruling.rule().id().equals(rule) || ruling.rule().name().equals(rule))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule " + rule + ": there are "
                        + rulings.get(0).rule().id() + " to "
                        + rulings.get(rulings.size() - 1).rule().id()));
    }

    /** Whether no rule was broken. */
    public boolean passed() {
        return rulings(Result.FAIL).isEmpty();
    }

    /**
     * Fails a test if a rule was broken.
     *
     * @throws AssertionError with each broken rule, its evidence and how to mend it
     */
    public void assertPassed() {
        if (!passed()) {
            throw new AssertionError(Plea.of(rulings(Result.FAIL)));
        }
    }

    /**
     * Fails a test if these rules were broken, or were not put to the test.
     *
     * @param rules their numbers or names
     * @throws AssertionError with each of them that did not pass, its evidence and how to mend it
     */
    public void assertPassed(String... rules) {
        List<Ruling> wanting = List.of(rules).stream()
                .map(this::ruling)
                .filter(ruling -> ruling.result() != Result.PASS)
                .toList();
        if (!wanting.isEmpty()) {
            throw new AssertionError(Plea.of(wanting));
        }
    }

    /** The verdict as JSON. */
    public String json() {
        return JsonReport.of(this);
    }

    /** The verdict as JUnit XML: one test for each rule, those not put to the test as skipped. */
    public String junitXml() {
        return JunitReport.of(this);
    }

    /** The verdict as SARIF 2.1.0, for tools that collect findings. */
    public String sarif() {
        return SarifReport.of(this);
    }

    /** The verdict as one HTML page for people, with timelines; it needs no other file and no script. */
    public String html() {
        return HtmlReport.of(this);
    }

    /**
     * Writes {@code verdict.json}, {@code verdict.xml} (JUnit), {@code verdict.sarif} and {@code verdict.html}.
     *
     * @param folder made if it is not there
     * @throws IOException if a file cannot be written
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("verdict.json"), json());
        Files.writeString(folder.resolve("verdict.xml"), junitXml());
        Files.writeString(folder.resolve("verdict.sarif"), sarif());
        Files.writeString(folder.resolve("verdict.html"), html());
    }

    /** The verdict in one line for each rule, the broken ones first and with their evidence. */
    @Override
    public String toString() {
        return Plea.of(rulings);
    }
}
