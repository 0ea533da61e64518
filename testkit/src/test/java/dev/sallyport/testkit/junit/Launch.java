package dev.sallyport.testkit.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs sample classes through a launcher; as a program of its own on whatever JUnit is on its class path. */
final class Launch implements TestExecutionListener {
    final List<String> passed = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    final List<Map<String, String>> entries = new ArrayList<>();

    private Launch() {}

    static Launch of(Map<String, String> parameters, Class<?>... classes) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (Class<?> type : classes) {
            request.selectors(selectClass(type));
        }
        LauncherDiscoveryRequest built =
                request.configurationParameters(parameters).build();
        Launch launch = new Launch();
        LauncherFactory.create().execute(built, launch);
        return launch;
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(failures::add);
        if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            passed.add(test.getDisplayName());
        }
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entries.add(entry.getKeyValuePairs());
    }

    public static void main(String[] args) {
        Launch launch = of(
                Map.of("junit.jupiter.execution.parallel.enabled", "true"),
                FakeSystemsSamples.Injected.class,
                FakeSystemsSamples.Shared.class,
                FakeSystemsSamples.PerTest.class);
        launch.failures.forEach(Throwable::printStackTrace);
        System.out.println(
                "JUnit " + org.junit.jupiter.api.Test.class.getPackage().getImplementationVersion() + ": "
                        + launch.passed.size() + " passed, " + launch.failures.size() + " failed");
    }
}
