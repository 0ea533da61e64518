package dev.sallyport.benchmarks;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Says what a call's time goes into: looks at its thread's stack about every millisecond and counts the look for the
 * nearest owner of the code. The JVM lets itself be looked at only at certain points, so the shares are rough.
 */
final class Sampler {
    private static final Map<String, String> OWNERS = owners();
    private final Effort effort;

    Sampler(Effort effort) {
        this.effort = effort;
    }

    Profile profile(String title, Runnable call) throws InterruptedException {
        Map<String, Integer> looks = new HashMap<>();
        Thread worker = new Thread(() -> repeat(call), "sampled");
        worker.start();
        int all = 0;
        while (worker.isAlive()) {
            LockSupport.parkNanos(1_000_000);
            StackTraceElement[] stack = worker.getStackTrace();
            if (stack.length > 0) {
                looks.merge(owner(stack), 1, Integer::sum);
                all++;
            }
        }
        worker.join();
        double whole = Math.max(1, all);
        List<Profile.Part> parts = looks.entrySet().stream()
                .map(look -> new Profile.Part(look.getKey(), 100 * look.getValue() / whole))
                .sorted(Comparator.comparingDouble(Profile.Part::amount).reversed())
                .toList();
        return new Profile(title + ", by owner of the code", "%", parts);
    }

    private void repeat(Runnable call) {
        for (int i = 0; i < effort.blocks() * effort.calls() / 2; i++) {
            call.run();
        }
    }

    private static String owner(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            for (Map.Entry<String, String> owner : OWNERS.entrySet()) {
                if (frame.getClassName().startsWith(owner.getKey())) {
                    return owner.getValue();
                }
            }
        }
        return "other";
    }

    private static Map<String, String> owners() {
        Map<String, String> owners = new LinkedHashMap<>();
        owners.put("sun.nio.ch.", "the socket and the other process");
        owners.put("java.io.FileOutputStream", "writing the audit file");
        owners.put("java.io.RandomAccessFile", "writing the audit file");
        owners.put("okhttp3.", "OkHttp");
        owners.put("okio.", "OkHttp");
        owners.put("tools.jackson.", "Jackson");
        owners.put("dev.sallyport.audit.", "audit: line and hashes");
        owners.put("dev.sallyport.pipeline.", "pipeline");
        owners.put("dev.sallyport.", "transport, mapping, grant");
        return owners;
    }
}
