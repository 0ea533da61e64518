package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Pairs claims with effects, one with one; the claims that name a record choose first. */
final class Matching {
    private final List<Claim> unmetClaims = new ArrayList<>();
    private final List<Effect> unclaimedEffects;

    Matching(List<Claim> claims, List<Effect> effects) {
        unclaimedEffects = new ArrayList<>(effects);
        claims.stream()
                .sorted(Comparator.comparing(claim -> claim.record() == null))
                .forEach(this::pair);
    }

    private void pair(Claim claim) {
        for (Effect effect : unclaimedEffects) {
            if (claim.means(effect)) {
                unclaimedEffects.remove(effect);
                return;
            }
        }
        unmetClaims.add(claim);
    }

    List<Claim> unmetClaims() {
        return unmetClaims;
    }

    List<Effect> unclaimedEffects() {
        return unclaimedEffects;
    }
}
