package dev.sallyport.testkit.verdict;

import java.util.List;

/** Claims of success that the truth does not bear out. */
final class WriteLost {
    private WriteLost() {}

    static Opinion look(Day day, Testimony testimony) {
        List<Claim> claims = testimony.claims(day).orElse(null);
        if (claims == null) {
            return Opinion.unknown("the client was not asked what it did");
        }
        List<Claim> done = claims.stream()
                .filter(claim -> claim.ending() == Claim.Ending.COMMITTED)
                .toList();
        List<Claim> lost = new Matching(done, day.truth().list()).unmetClaims();
        if (lost.isEmpty()) {
            return done.isEmpty()
                    ? Opinion.unknown("the client claims no write at " + day.system())
                    : Opinion.kept(done.size() + " claimed write(s) are all in " + day.system());
        }
        return new Opinion(
                Result.FAIL,
                lost.size() + " of " + done.size() + " claimed write(s) are not in " + day.system() + ", first: "
                        + lost.get(0).kind() + " of a " + lost.get(0).resource(),
                Near.writes(day, lost));
    }
}
