package io.rfmstreams.topology;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Runs something at the start of each commit of a task, while what it writes still belongs to the transaction. Kafka Streams
 * calls caches then, and nothing else; so this is an empty store that says that it has a cache. {@link CachedStateStore} is the
 * one internal type of Kafka Streams that the program uses: should it change, this class no longer compiles.
 */
final class CommitHook implements StateStore, CachedStateStore<Void, Void> {

    private @Nullable Work work;
    private boolean open;

    /** What a task has to do. */
    interface Work {

        /** Called at the start of each commit. */
        void beforeCommit();

        /** Called when the task's stores close, after the last commit. */
        void close();
    }

    void attach(Work newWork) {
        work = newWork;
    }

    /** Ends the work of the same task before it was suspended, so that what it leaves stands in the stores. */
    void detach() {
        flushCache();
        forget();
    }

    @Override
    public void flushCache() {
        if (work != null) {
            work.beforeCommit();
        }
    }

    @Override
    public void clearCache() {}

    @Override
    public boolean setFlushListener(CacheFlushListener<Void, Void> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return StoreNames.BEFORE_COMMIT;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
        forget();
    }

    private void forget() {
        if (work != null) {
            work.close();
            work = null;
        }
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Builds one a task; it has neither changelog nor cache to be switched on. */
    static final class Builder implements StoreBuilder<CommitHook> {

        @Override
        public CommitHook build() {
            return new CommitHook();
        }

        @Override
        public String name() {
            return StoreNames.BEFORE_COMMIT;
        }

        @Override
        public StoreBuilder<CommitHook> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitHook> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitHook> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<CommitHook> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
