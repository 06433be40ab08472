package io.rfmstreams.topology;

import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** An open task without Kafka Streams. The test runs its scheduled work and its commits, and may drop it to simulate a crash. */
final class OpenTask {

    private static final Duration A_SLICE = Duration.ofMillis(20);

    private final MockProcessorContext<String, Object> context;
    private final SegmentationTask task;
    private final TaskStores stores;

    /** The parameters of a task, except its stores. */
    record Setting(
            ProcessorRules rules,
            ModelRegistry models,
            CacheBudget cacheBudget,
            LongSupplier nanoTime,
            String guarantee) {

        static Setting of(ProcessorRules rules) {
            return new Setting(
                    rules,
                    new ModelRegistry(rules.history().window(), rules.churn()),
                    new CacheBudget(1 << 20),
                    System::nanoTime,
                    StreamsConfig.EXACTLY_ONCE_V2);
        }

        Setting with(CacheBudget otherBudget) {
            return new Setting(rules, models, otherBudget, nanoTime, guarantee);
        }

        Setting with(LongSupplier otherNanoTime) {
            return new Setting(rules, models, cacheBudget, otherNanoTime, guarantee);
        }

        Setting atLeastOnce() {
            return new Setting(rules, models, cacheBudget, nanoTime, StreamsConfig.AT_LEAST_ONCE);
        }
    }

    OpenTask(TaskStores stores, Setting setting) {
        this(stores, setting, InputOffsets.empty());
    }

    OpenTask(TaskStores stores, Setting setting, InputOffsets inputOffsets) {
        this.stores = stores;
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "open-task");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, setting.guarantee());
        properties.put(DeadLetters.CONFIG_KEY, new DeadLetters("dead-letters", DeadLetters.MAX_BYTES));
        properties.put(KeyPartitioning.CONFIG_KEY, KeyPartitioning.murmur2(1));
        context = new MockProcessorContext<>(properties, new TaskId(0, 0), new File("unused"));
        context.setCurrentSystemTimeMs(TopologyFixture.WALL.toEpochMilli());
        context.addStateStore(stores.countedCustomers());
        context.addStateStore(stores.orders());
        context.addStateStore(stores.timers());
        context.addStateStore(stores.tasks());
        task = new SegmentationTask(
                context,
                setting.rules(),
                setting.models(),
                inputOffsets,
                setting.cacheBudget(),
                new SliceThrottle(setting.nanoTime()),
                "purchases");
        task.start();
    }

    void buy(String customerId, String orderId, String time) {
        Purchase purchase = new Purchase(orderId, Money.of("10"), TopologyFixture.at(time));
        context.setCurrentSystemTimeMs(Math.max(context.currentSystemTimeMs(), purchase.occurredAt()));
        process(customerId, new InputRecord.Event(null, purchase, null));
    }

    void erase(String customerId) {
        process(customerId, null);
    }

    @SuppressWarnings("NullAway") // a tombstone has no value; Kafka's type does not allow null
    private void process(String customerId, @Nullable InputRecord value) {
        byte[] key = customerId.getBytes(StandardCharsets.UTF_8);
        task.processPurchase(new Record<>(key, value, context.currentSystemTimeMs()), stores.nextOffset());
    }

    /** Sets the wall clock. */
    void setWallClock(String time) {
        context.setCurrentSystemTimeMs(TopologyFixture.at(time));
    }

    /** Calls each scheduled punctuator once. */
    void work() {
        context.setCurrentSystemTimeMs(context.currentSystemTimeMs() + A_SLICE.toMillis());
        List<CapturedPunctuator> punctuators = List.copyOf(context.scheduledPunctuators());
        punctuators.stream().filter(each -> !each.cancelled()).forEach(each -> each.getPunctuator()
                .punctuate(context.currentSystemTimeMs()));
    }

    /** Calls each scheduled punctuator a number of times. */
    void work(int times) {
        for (int i = 0; i < times; i++) {
            work();
        }
    }

    void commit() {
        task.beforeCommit();
    }

    /** Commits and closes the task, like a clean close by Kafka Streams. */
    void close() {
        commit();
        task.stop();
        task.close();
    }

    /** Returns the keys of the records that the task has forwarded. */
    List<String> forwarded() {
        return context.forwarded().stream()
                .<String>map(forward -> forward.record().key())
                .toList();
    }

    boolean isReassigning() {
        return task.taskState().isReassigning();
    }

    long reassigned() {
        return task.taskState().reassigned();
    }
}
