package dev.sallyport.testkit.contract;

import java.util.EnumMap;
import java.util.Map;

/** Rules that mean nothing for a kind of system, each with the reason. */
final class WithoutMeaning {
    private WithoutMeaning() {}

    static Map<Rule, String> forDatabases() {
        String noToken = "a password is not renewed by whoever uses it; that it was changed is proved by C-63";
        String noHint = "an engine does not say when to come back";
        String sql = "the statement says it, and the engine answers for its own language";
        Map<Rule, String> reasons = new EnumMap<>(Rule.class);
        reasons.put(Rule.HTML_IS_NO_DATA, "an engine's protocol has no pages for people");
        reasons.put(Rule.A_SERVER_ERROR_IS_TOLD_HONESTLY, "an engine that has committed says so, or nothing: C-33");
        reasons.put(Rule.A_GARBLED_REPLY_IS_TOLD_HONESTLY, "the reply to a commit is whole or lost: C-33");
        reasons.put(Rule.COME_BACK_AT_ONCE_IS_NO_ORDER, noHint);
        reasons.put(Rule.A_REDIRECT_IS_NOT_FOLLOWED, "an engine sends nobody elsewhere");
        reasons.put(Rule.NEVER_EARLIER_THAN_TOLD, noHint);
        reasons.put(Rule.A_WAIT_BEYOND_THE_DEADLINE_IS_REFUSED_AT_ONCE, noHint);
        reasons.put(Rule.NO_LIMIT_IS_RUN_INTO, "an engine counts connections and no calls: C-47");
        reasons.put(Rule.CREDENTIALS_STAY_WITH_THEIR_HOST, "rows hold no address to follow");
        reasons.put(Rule.AN_EXPIRED_TOKEN_IS_RENEWED, noToken);
        reasons.put(Rule.ONE_RENEWAL_FOR_ALL, noToken);
        reasons.put(Rule.A_FILTER_IS_RIGHT_OR_REFUSED, sql);
        reasons.put(Rule.A_SORT_IS_RIGHT_OR_REFUSED, sql);
        reasons.put(
                Rule.AN_OLD_VERSION_IS_A_CONFLICT,
                "a version is a condition of the statement, and the receipt counts rows");
        return reasons;
    }
}
