package io.rfmstreams.topology;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Calls a listener at the start of each commit of a task. Writes and forwarded records of the listener belong to the transaction
 * that is committed. At this point Kafka Streams calls only stores that have a cache. Therefore the hook is an empty store that
 * implements {@link CachedStateStore}, and the listener runs as the processor that has attached it, as the listeners of Kafka's
 * own caches do. This is the only class of the program that uses internal types of Kafka Streams. If they change, it does not
 * compile.
 */
final class CommitHook implements StateStore, CachedStateStore<Void, Void> {

    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable ProcessorNode<?, ?, ?, ?> processor;
    private @Nullable Listener listener;
    private boolean open;

    /** A task that is called at each commit. */
    interface Listener {

        /** Called at the start of each commit. */
        void beforeCommit();

        /** Called when the stores of the task close, after the last commit. */
        void close();
    }

    /** Calls the listener from now on, as the processor that is running. */
    void attach(Listener newListener) {
        processor = requireNonNull(context).currentNode();
        listener = newListener;
    }

    /** Writes the unwritten changes of the listener to the stores and removes it. A reopened task reads them from there. */
    void detach() {
        flushCache();
        removeListener();
    }

    @Override
    public void flushCache() {
        if (listener == null) {
            return;
        }
        InternalProcessorContext<?, ?> opened = requireNonNull(context);
        ProcessorNode<?, ?, ?, ?> running = opened.currentNode();
        opened.setCurrentNode(processor);
        try {
            listener.beforeCommit();
        } finally {
            opened.setCurrentNode(running);
        }
    }

    @Override
    public void clearCache() {}

    @Override
    public boolean setFlushListener(CacheFlushListener<Void, Void> flushListener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return StoreNames.COMMIT_HOOK;
    }

    @Override
    public void init(StateStoreContext storeContext, StateStore root) {
        context = (InternalProcessorContext<?, ?>) storeContext;
        storeContext.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
        removeListener();
    }

    private void removeListener() {
        if (listener != null) {
            listener.close();
            listener = null;
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

    /** Builds the hook of each task. Logging and caching cannot be enabled. */
    static final class Builder implements StoreBuilder<CommitHook> {

        @Override
        public CommitHook build() {
            return new CommitHook();
        }

        @Override
        public String name() {
            return StoreNames.COMMIT_HOOK;
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
