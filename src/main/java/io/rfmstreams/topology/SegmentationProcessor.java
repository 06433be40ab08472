package io.rfmstreams.topology;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.segment.ReceivedEvent;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Takes purchases, refunds, erasures and ticks, one after the other, and hands each to whoever knows what it means. */
final class SegmentationProcessor implements Processor<byte[], InputRecord, String, Object> {

    private final ProcessorRules rules;
    private final SliceThrottle throttle;
    private final String purchasesTopic;
    private final Function<ProcessorContext<String, Object>, SegmentationTask> tasks;
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable SegmentationTask task;

    /** @param tasks opens the task that the processor is for */
    SegmentationProcessor(
            ProcessorRules rules,
            SliceThrottle throttle,
            String purchasesTopic,
            Function<ProcessorContext<String, Object>, SegmentationTask> tasks) {
        this.rules = rules;
        this.throttle = throttle;
        this.purchasesTopic = purchasesTopic;
        this.tasks = tasks;
    }

    @Override
    public void init(ProcessorContext<String, Object> initContext) {
        context = initContext;
        CommitHook beforeCommit = initContext.getStateStore(StoreNames.BEFORE_COMMIT);
        beforeCommit.detach();
        SegmentationTask open = tasks.apply(initContext);
        beforeCommit.attach(open);
        open.start();
        task = open;
    }

    /** Kafka Streams may open the same task again after a failed commit, with its punctuators where nobody cancels them. */
    @Override
    public void close() {
        if (task != null) {
            task.stop();
        }
    }

    @Override
    public void process(Record<byte[], InputRecord> record) {
        SegmentationTask open = requireNonNull(task);
        RecordMetadata source = requireNonNull(context).recordMetadata().orElseThrow();
        boolean purchase = source.topic().equals(purchasesTopic);
        open.reassignment().lookForModel();
        try {
            if (purchase) {
                throttle.purchased(context.currentSystemTimeMs());
                open.ticks().releaseFollowing(source.offset() - 1);
                take(open, record, source.offset());
            } else {
                open.ticks().take(tick(record.value()), record.headers());
            }
        } catch (InvalidFieldException invalid) {
            throw rejected(open, new RejectedRecordException(invalid.reason(), String.valueOf(invalid.getMessage())));
        } catch (RejectedRecordException rejection) {
            throw rejected(open, rejection);
        } finally {
            if (purchase) {
                open.taskState().processed(source.offset());
                open.backfill().processed(source.offset());
                open.ticks().releaseFollowing(source.offset());
            }
        }
    }

    private static RejectedRecordException rejected(SegmentationTask open, RejectedRecordException rejection) {
        open.taskState().count(Counter.deadLetters(rejection.reason()));
        return rejection;
    }

    private void take(SegmentationTask open, Record<byte[], InputRecord> record, long offset) {
        if (record.value() instanceof InputRecord.Malformed malformed
                && malformed.reason() == RejectionReason.BAD_JSON) {
            throw new RejectedRecordException(malformed.reason(), malformed.detail());
        }
        if (record.key() == null) {
            throw new InvalidFieldException(RejectionReason.NO_KEY, "the record has no key");
        }
        String customerId = Ids.read("customerId", record.key());
        if (record.value() == null) {
            open.customerUpdater().erase(customerId, open.clock().now());
        } else if (record.value() instanceof InputRecord.Event event) {
            check(event, customerId);
            long now = open.clock().after(event.event().occurredAt());
            open.customerUpdater().apply(customerId, new ReceivedEvent(event.event(), now, offset));
        } else if (record.value() instanceof InputRecord.Malformed malformed) {
            throw new RejectedRecordException(malformed.reason(), malformed.detail());
        }
    }

    private void check(InputRecord.Event event, String customerId) {
        if (event.customerId() != null && !event.customerId().equals(customerId)) {
            throw new InvalidFieldException(
                    RejectionReason.KEY_MISMATCH, "the body's customerId is not the record's key");
        }
        String currency = rules.currency();
        if (currency != null && event.currency() != null && !event.currency().equals(currency)) {
            throw new InvalidFieldException(
                    RejectionReason.WRONG_CURRENCY, "currency is not " + currency + ", as rfm.currency says");
        }
        checkDate(event.event().occurredAt());
    }

    private long tick(@Nullable InputRecord value) {
        if (value instanceof InputRecord.Tick tick) {
            checkDate(tick.time());
            return tick.time();
        }
        if (value instanceof InputRecord.Malformed malformed) {
            throw new RejectedRecordException(malformed.reason(), malformed.detail());
        }
        throw new InvalidFieldException(RejectionReason.BAD_JSON, "a tick has no value");
    }

    private void checkDate(long at) {
        if (at < 0) {
            throw new InvalidFieldException(RejectionReason.ANCIENT_DATE, "the date is before 1970-01-01");
        }
        if (at - requireNonNull(context).currentSystemTimeMs()
                > rules.maxFuture().toMillis()) {
            throw new InvalidFieldException(
                    RejectionReason.FUTURE_DATE, "the date is more than rfm.max.future after the wall clock");
        }
    }
}
