package io.rfmstreams.topology;

import io.rfmstreams.segment.Segmenter;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** What belongs together while one task is open: its clock, its customers, and who works on them beside the records. */
final class SegmentationTask implements CommitHook.Work {

    private final ProcessorContext<String, Object> context;
    private final ProcessorRules rules;
    private final TaskState taskState;
    private final Backfill backfill;
    private final TaskClock clock;
    private final DeadLetters letters;
    private final Ticks ticks;
    private final CustomerCache customers;
    private final CustomerUpdater customerUpdater;
    private final Reassignment reassignment;
    private final TimerPunctuator timerPunctuator;
    private final InputOffsets probe;
    private final TopicPartition purchases;
    private @Nullable Cancellable watch;

    /** Takes the task up where its stores say that it was; {@link #start} starts what is to happen without records. */
    SegmentationTask(
            ProcessorContext<String, Object> context,
            ProcessorRules rules,
            ModelRegistry models,
            InputOffsets probe,
            CacheBudget cacheBudget,
            SliceThrottle throttle,
            String purchasesTopic) {
        this.context = context;
        this.rules = rules;
        int partition = context.taskId().partition();
        this.probe = probe;
        purchases = new TopicPartition(purchasesTopic, partition);
        String window = rules.history().window().toString();
        taskState = new TaskState(
                context.getStateStore(StoreNames.TASKS), partition, window, isExactlyOnce(context.appConfigs()));
        backfill = new Backfill(purchases, rules.clock() == ClockMode.LIVE ? probe : InputOffsets.nothingToRead());
        clock = new TaskClock(rules.clock(), taskState, backfill, context::currentSystemTimeMs);
        letters = DeadLetters.in(context.appConfigs());
        ticks = new Ticks(taskState, clock, purchases, probe);
        Timers timers = new Timers(context.getStateStore(StoreNames.TIMERS));
        OrderRows orders = new OrderRows(context.getStateStore(StoreNames.ORDERS), rules.history());
        customers = new CustomerCache(context.getStateStore(StoreNames.CUSTOMERS), cacheBudget, () -> {
            orders.flush();
            timers.flush();
        });
        Segmenter segmenter = new Segmenter(rules.history(), rules.segments(), rules.churn(), models);
        customerUpdater = new CustomerUpdater(customers, orders, timers, segmenter, taskState, new Outputs(context));
        reassignment = new Reassignment(
                context, customers, customerUpdater, taskState, clock, models, rules.reassignment(), throttle);
        timerPunctuator =
                new TimerPunctuator(context, timers, customerUpdater, taskState, clock, rules.timers(), throttle);
    }

    private static boolean isExactlyOnce(Map<String, Object> config) {
        return StreamsConfig.EXACTLY_ONCE_V2.equals(config.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    /** Begins to look for due customers, for another model, for the end of history, and for ticks held in vain. */
    void start() {
        reassignment.start();
        timerPunctuator.start();
        watch = context.schedule(rules.reassignment().watchEvery(), PunctuationType.WALL_CLOCK_TIME, at -> {
            backfill.look();
            if (rules.clock() == ClockMode.EVENT) {
                ticks.look();
            }
            reassignment.lookForModel();
            customers.shrink();
            letters.log().tellRest();
        });
        probe.opened(purchases);
    }

    void stop() {
        probe.closed(purchases);
        if (watch != null) {
            watch.cancel();
        }
        reassignment.close();
        timerPunctuator.stop();
    }

    TaskState taskState() {
        return taskState;
    }

    Backfill backfill() {
        return backfill;
    }

    TaskClock clock() {
        return clock;
    }

    Ticks ticks() {
        return ticks;
    }

    CustomerUpdater customerUpdater() {
        return customerUpdater;
    }

    Reassignment reassignment() {
        return reassignment;
    }

    @Override
    public void beforeCommit() {
        customers.flush();
        taskState.save();
    }

    @Override
    public void close() {
        customers.close();
    }
}
