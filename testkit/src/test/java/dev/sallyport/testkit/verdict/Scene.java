package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.mess.Canary;
import dev.sallyport.testkit.spi.Quota;
import java.io.IOException;
import java.util.List;

/** One rule, the day that puts a client to its test, a client that breaks only it, and one that keeps it. */
record Scene(
        String rule,
        FaultPlan faults,
        List<Quota> quotas,
        List<Canary> canaries,
        Act breaks,
        List<Claim> brokenClaims,
        Act keeps,
        List<Claim> keptClaims) {
    /** What a client does. */
    interface Act {
        void play(Caller caller) throws IOException;
    }

    static Scene of(String rule, Act breaks, Act keeps) {
        return new Scene(rule, FaultPlan.none(), List.of(), List.of(), breaks, List.of(), keeps, List.of());
    }

    Scene with(FaultPlan plan) {
        return new Scene(rule, plan, quotas, canaries, breaks, brokenClaims, keeps, keptClaims);
    }

    Scene with(Quota... limits) {
        return new Scene(rule, faults, List.of(limits), canaries, breaks, brokenClaims, keeps, keptClaims);
    }

    Scene with(Canary canary) {
        return new Scene(rule, faults, quotas, List.of(canary), breaks, brokenClaims, keeps, keptClaims);
    }

    Scene claiming(List<Claim> broken, List<Claim> kept) {
        return new Scene(rule, faults, quotas, canaries, breaks, broken, keeps, kept);
    }

    @Override
    public String toString() {
        return rule;
    }
}
