package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.mess.Canary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a client, in whatever language, by what the fakes saw of it. All that called a fake counts as one client.
 *
 * <p>Defaults: no claims, and the canaries that the fakes' worlds hold; rules that need what is not there are inconclusive. Not for several threads.
 */
public final class Judge {
    private final List<FakeServer> fakes;
    private final List<Canary> canaries = new ArrayList<>();
    private @Nullable Claims claims;

    private Judge(List<FakeServer> fakes) {
        this.fakes = List.copyOf(fakes);
    }

    /** A judge over these fakes. */
    public static Judge over(FakeServer... fakes) {
        return new Judge(List.of(fakes));
    }

    /** A judge over these fakes. */
    public static Judge over(List<? extends FakeServer> fakes) {
        return new Judge(List.copyOf(fakes));
    }

    /** Takes what the client says of its own writes; all of them, or what it leaves out counts against it. */
    public Judge claims(Claims told) {
        claims = told;
        return this;
    }

    /** Takes a word that shows an agent's obedience to an attacker. */
    public Judge canary(Canary planted) {
        canaries.add(planted);
        return this;
    }

    /** Judges what the fakes saw until now. Late effects may still come: await them first. */
    public Verdict verdict() {
        List<Day> days = fakes.stream().map(Day::of).toList();
        List<Canary> all = new ArrayList<>(canaries);
        fakes.forEach(fake -> all.addAll(fake.canaries()));
        Testimony testimony = new Testimony(claims, all.stream().distinct().toList(), days);
        return new Verdict(
                Rulebook.entries().stream()
                        .map(entry -> entry.ruling(days, testimony))
                        .toList(),
                days.stream().map(Chronicle::of).toList());
    }

    /** The rules that clients are judged by, in the order of their numbers. */
    public static List<Rule> rules() {
        return Rulebook.entries().stream().map(Rulebook.Entry::rule).toList();
    }
}
