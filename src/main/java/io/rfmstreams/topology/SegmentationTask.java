package io.rfmstreams.topology;

import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.segment.ReceivedEvent;
import io.rfmstreams.segment.Segmenter;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One open task: it applies the records of its partition to its customers, and runs the work that is scheduled between records.
 */
final class SegmentationTask implements CommitHook.Listener {

    private final ProcessorContext<String, Object> context;
    private final ProcessorRules rules;
    private final SliceThrottle throttle;
    private final EventChecks checks;
    private final KeyPartitioning partitioning;
    private final TaskState taskState;
    private final Backfill backfill;
    private final TaskClock clock;
    private final DeadLetters deadLetters;
    private final InputWarnings warnings;
    private final Ticks ticks;
    private final CustomerCache customers;
    private final CustomerUpdater customerUpdater;
    private final TimerRebuild timerRebuild;
    private final Reassignment reassignment;
    private final TimerPunctuator timerPunctuator;
    private final InputOffsets inputOffsets;
    private final TopicPartition purchases;
    private @Nullable Cancellable polls;

    /** Opens the task with the state in its stores. {@link #start} starts its scheduled work. */
    SegmentationTask(
            ProcessorContext<String, Object> context,
            ProcessorRules rules,
            ModelRegistry models,
            InputOffsets inputOffsets,
            CacheBudget cacheBudget,
            SliceThrottle throttle,
            String purchasesTopic) {
        this.context = context;
        this.rules = rules;
        this.throttle = throttle;
        checks = new EventChecks(rules, context::currentSystemTimeMs);
        int partition = context.taskId().partition();
        partitioning = KeyPartitioning.in(context.appConfigs());
        this.inputOffsets = inputOffsets;
        purchases = new TopicPartition(purchasesTopic, partition);
        String window = rules.history().window().toString();
        taskState = new TaskState(
                context.getStateStore(StoreNames.TASKS), partition, window, isExactlyOnce(context.appConfigs()));
        backfill = new Backfill(purchases, rules.clock() == ClockMode.LIVE ? inputOffsets : InputOffsets.empty());
        clock = new TaskClock(rules.clock(), taskState, backfill, context::currentSystemTimeMs);
        deadLetters = DeadLetters.in(context.appConfigs());
        warnings = new InputWarnings(taskState, clock, deadLetters.log());
        ticks = new Ticks(taskState, clock, purchases, inputOffsets, warnings);
        Timers timers = new Timers(context.getStateStore(StoreNames.TIMERS));
        OrderRows orders = new OrderRows(
                new OrderStore(context.getStateStore(StoreNames.ORDERS)), rules.history(), taskState::committedOffset);
        Outputs outputs = new Outputs(context);
        customers = new CustomerCache(context.getStateStore(StoreNames.CUSTOMERS), cacheBudget, () -> {
            outputs.flush();
            orders.flush();
            timers.flush();
        });
        Segmenter segmenter = new Segmenter(rules.history(), rules.segments(), rules.churn(), models);
        OutcomeCounter outcomes = new OutcomeCounter(taskState, warnings);
        customerUpdater = new CustomerUpdater(customers, orders, timers, segmenter, taskState, outcomes, outputs);
        timerRebuild = new TimerRebuild(context.taskId(), customers, timers, taskState);
        reassignment = new Reassignment(
                context, customers, customerUpdater, taskState, clock, models, rules.reassignment(), throttle);
        timerPunctuator = new TimerPunctuator(
                context, timers, timerRebuild, customerUpdater, taskState, clock, rules.timers(), throttle);
    }

    private static boolean isExactlyOnce(Map<String, Object> config) {
        return StreamsConfig.EXACTLY_ONCE_V2.equals(config.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    /** Starts the reassignment, the timers and the periodic checks. */
    void start() {
        timerRebuild.open();
        reassignment.start();
        timerPunctuator.start();
        polls = context.schedule(rules.reassignment().pollInterval(), PunctuationType.WALL_CLOCK_TIME, at -> {
            backfill.poll();
            if (rules.clock() == ClockMode.EVENT) {
                ticks.poll();
            }
            reassignment.checkActiveModel();
            customers.shrink();
            deadLetters.log().logSuppressed();
        });
        inputOffsets.opened(purchases);
    }

    /** Stops the scheduled work. */
    void stop() {
        inputOffsets.closed(purchases);
        if (polls != null) {
            polls.cancel();
        }
        reassignment.close();
        timerPunctuator.stop();
        timerRebuild.close();
    }

    /**
     * Applies a record of {@code purchases}: a purchase, a refund or a tombstone.
     *
     * @throws RejectedRecordException if the record is rejected
     */
    void processPurchase(Record<byte[], InputRecord> record, long offset) {
        throttle.recordPurchase(context.currentSystemTimeMs());
        reassignment.checkActiveModel();
        ticks.releaseUpTo(offset - 1);
        try {
            apply(record, offset);
        } catch (RejectedRecordException rejected) {
            throw counted(rejected);
        } finally {
            taskState.recordProcessed(offset);
            backfill.processed(offset);
            ticks.releaseUpTo(offset);
        }
    }

    /**
     * Applies a record of {@code rfm-clock}.
     *
     * @throws RejectedRecordException if the record is rejected
     */
    void processTick(Record<byte[], InputRecord> record) {
        reassignment.checkActiveModel();
        try {
            ticks.accept(checks.tickTime(record.value()), record.headers());
        } catch (RejectedRecordException rejected) {
            throw counted(rejected);
        }
    }

    private void apply(Record<byte[], InputRecord> record, long offset) {
        String customerId = checks.customerId(record.key(), record.value());
        partitioning.check(record.key(), purchases.partition());
        InputRecord.Event event = checks.event(customerId, record.value());
        if (event == null) {
            customerUpdater.erase(customerId, clock.now());
        } else {
            long before = taskState.now();
            long now = clock.after(event.event().occurredAt());
            customerUpdater.apply(customerId, new ReceivedEvent(event.event(), now, offset));
            warnings.check(customerId, event, offset);
            warnings.checkClockAfterEvent(before, offset);
        }
    }

    private RejectedRecordException counted(RejectedRecordException rejected) {
        taskState.count(Counter.deadLetters(rejected.reason()));
        return rejected;
    }

    TaskState taskState() {
        return taskState;
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
