package dev.sallyport.spi;

import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Recovery;
import dev.sallyport.effect.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What every {@link Connector} does alike, told by its descriptor and carried out by its executor. A connector extends it
 * and adds its {@code under(grant)}. Thread-safe.
 */
public abstract class DescribedConnector implements Connector {
    private final ConnectorDescriptor descriptor;
    private final Executor executor;
    private final Runnable closing;

    /**
     * A connector.
     *
     * @param descriptor what it can do
     * @param executor what its calls go through
     * @param closing frees what connecting has taken, such as {@code transport::close}
     */
    protected DescribedConnector(ConnectorDescriptor descriptor, Executor executor, Runnable closing) {
        this.descriptor = Objects.requireNonNull(descriptor, "descriptor is null");
        this.executor = Objects.requireNonNull(executor, "executor is null");
        this.closing = Objects.requireNonNull(closing, "closing is null");
    }

    /** What its calls go through. */
    protected final Executor executor() {
        return executor;
    }

    @Override
    public final String system() {
        return descriptor.system();
    }

    @Override
    public final List<String> capabilities() {
        return descriptor.operations().stream().map(Operation::name).toList();
    }

    @Override
    public final Map<String, Strategy> strategies() {
        return descriptor.strategies();
    }

    @Override
    public final Recovery recover() {
        return executor.recover();
    }

    @Override
    public final void close() {
        closing.run();
    }
}
