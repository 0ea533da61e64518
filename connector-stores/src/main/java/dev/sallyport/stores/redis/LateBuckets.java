package dev.sallyport.stores.redis;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.RemoteBucketBuilder;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Buckets that are connected at their first use. Thread-safe. */
final class LateBuckets implements ProxyManager<String> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<ProxyManager<String>> connecting;
    private volatile @Nullable ProxyManager<String> connected;

    LateBuckets(Supplier<ProxyManager<String>> connecting) {
        this.connecting = connecting;
    }

    private ProxyManager<String> now() {
        ProxyManager<String> manager = connected;
        if (manager != null) {
            return manager;
        }
        lock.lock();
        try {
            ProxyManager<String> made = connected == null ? connecting.get() : connected;
            connected = made;
            return made;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public RemoteBucketBuilder<String> builder() {
        return now().builder();
    }

    @Override
    public Optional<BucketConfiguration> getProxyConfiguration(String key) {
        return now().getProxyConfiguration(key);
    }

    @Override
    public void removeProxy(String key) {
        now().removeProxy(key);
    }

    @Override
    public boolean isAsyncModeSupported() {
        return false;
    }

    @Override
    public AsyncProxyManager<String> asAsync() {
        throw new UnsupportedOperationException("only asked for one at a time");
    }
}
