package dev.sallyport.testkit.junit;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.database.FakeDatabase;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What is behind {@link FakeSystems}. Thread-safe. */
public final class FakeSystemsExtension implements ParameterResolver, AfterTestExecutionCallback {
    private static final Namespace OURS = Namespace.create(FakeSystemsExtension.class);

    /** For JUnit. */
    public FakeSystemsExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(Fake.class)
                || byType(parameter.getParameter().getType()) != null;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "fakes belong to one test: take them in tests, @BeforeEach or @AfterEach, not in constructors or"
                            + " @BeforeAll");
        }
        Class<?> type = parameter.getParameter().getType();
        Lent lent = lent(parameter, context, type);
        if (type == String.class) {
            return lent.url();
        }
        if (type == URI.class) {
            return URI.create(lent.url());
        }
        if (type.isInstance(lent.fake())) {
            return lent.fake();
        }
        throw new ParameterResolutionException("a parameter of " + type.getName() + " cannot be a "
                + lent.fake().getClass().getName() + "; String and URI take its URL");
    }

    private static Lent lent(ParameterContext parameter, ExtensionContext context, Class<?> type) {
        String system = parameter
                .findAnnotation(Fake.class)
                .map(Fake::value)
                .or(() -> Optional.ofNullable(byType(type)))
                .orElseThrow();
        try {
            return loan(context).of(system);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterResolutionException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static @Nullable String byType(Class<?> type) {
        if (type == FakeZendesk.class) {
            return "zendesk";
        }
        if (type == FakeSalesforce.class) {
            return "salesforce";
        }
        return type == FakeDatabase.class ? Setting.DATABASE : null;
    }

    private static Loan loan(ExtensionContext context) {
        Pool pool = context.getRoot().getStore(OURS).getOrComputeIfAbsent(Pool.class, absent -> new Pool(), Pool.class);
        return context.getStore(OURS)
                .getOrComputeIfAbsent(
                        Loan.class.getName() + context.getUniqueId(),
                        absent -> new Loan(pool, wanted(context)),
                        Loan.class);
    }

    private static FakeSystems wanted(ExtensionContext context) {
        FakeSystems onTest = context.getElement()
                .map(test -> test.getAnnotation(FakeSystems.class))
                .orElse(null);
        for (Class<?> type = context.getRequiredTestClass();
                onTest == null && type != null;
                type = type.getEnclosingClass()) {
            onTest = type.getAnnotation(FakeSystems.class);
        }
        return onTest == null ? Defaults.class.getAnnotation(FakeSystems.class) : onTest;
    }

    /** For who extends a test with the extension alone. */
    @FakeSystems
    private static final class Defaults {}

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            return;
        }
        for (Lent lent : loan(context).all()) {
            if (lent.fake() instanceof FakeServer fake) {
                new Attachment(context).write(fake);
            }
        }
    }
}
