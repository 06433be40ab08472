package io.rfmstreams.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches a run from outside, the same for all engines: the offsets that its group has committed, and the committed ends of its
 * outputs. An engine may commit its offsets later than its outputs; then the last growth of the outputs counts.
 */
final class RunClock {

    private static final Duration FIRST_RECORD = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 40;
    private static final long QUIET_NANOS = Duration.ofMillis(2_500).toNanos();

    /** With the live clock some moves are always due. Fewer records than a share of the purchases count as none. */
    private static final long TRICKLE = 10_000;

    private static final long MIN_TRICKLE = 16;
    private static final long PATIENCE_NANOS = Duration.ofMinutes(10).toNanos();

    private final Admin admin;
    private final ControlledJvm engine;
    private final ControlledJvm broker;
    private final Map<TopicPartition, Long> inputs;
    private final Map<TopicPartition, OffsetSpec> outputs;

    private record Moment(long nanos, long cpuNanos, long brokerCpuNanos) {

        Run.Stage since(Moment start, long purchases) {
            double seconds = (nanos - start.nanos) / 1e9;
            return new Run.Stage(
                    seconds,
                    purchases / seconds,
                    (cpuNanos - start.cpuNanos) / 1e3 / purchases,
                    (brokerCpuNanos - start.brokerCpuNanos) / 1e3 / purchases);
        }
    }

    /** Until all purchases were processed, and until everything was. */
    record Stages(Run.Stage input, Run.Stage settled) {}

    RunClock(
            Admin admin,
            ControlledJvm engine,
            ControlledJvm broker,
            Map<TopicPartition, Long> inputs,
            List<String> outputTopics) {
        this.admin = admin;
        this.engine = engine;
        this.broker = broker;
        this.inputs = inputs;
        int partitions = inputs.size();
        outputs = outputTopics.stream()
                .flatMap(topic -> IntStream.range(0, partitions).mapToObj(each -> new TopicPartition(topic, each)))
                .collect(Collectors.toMap(Function.identity(), each -> OffsetSpec.latest()));
    }

    /** Waits until all purchases have been processed, and then until everything that is due has been written. */
    Stages await(String group) throws IOException, InterruptedException, ExecutionException {
        engine.await(EngineMain.FIRST, FIRST_RECORD);
        long purchases = inputs.values().stream().mapToLong(Long::longValue).sum();
        long trickle = Math.max(MIN_TRICKLE, purchases / TRICKLE);
        Moment start = now();
        Moment lastGrowth = start;
        Moment lastBulk = start;
        Moment inputDone = null;
        long written = 0;
        long writtenInBulk = 0;
        while (inputDone == null || System.nanoTime() - lastBulk.nanos() < QUIET_NANOS) {
            look(start);
            long writtenNow = written();
            if (writtenNow != written) {
                written = writtenNow;
                lastGrowth = now();
            }
            if (writtenNow - writtenInBulk > trickle) {
                writtenInBulk = writtenNow;
                lastBulk = lastGrowth;
            }
            if (inputDone == null && processed(group) >= purchases) {
                inputDone = lastGrowth;
            }
        }
        return new Stages(inputDone.since(start, purchases), lastBulk.since(start, purchases));
    }

    private void look(Moment start) throws IOException, InterruptedException {
        Thread.sleep(LOOK_MILLIS);
        engine.requireAlive();
        if (System.nanoTime() - start.nanos() > PATIENCE_NANOS) {
            throw new IllegalStateException("the run does not end");
        }
    }

    private Moment now() {
        return new Moment(System.nanoTime(), engine.cpuNanos(), broker.cpuNanos());
    }

    private long written() throws InterruptedException, ExecutionException {
        return admin
                .listOffsets(outputs, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .values()
                .stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private long processed(String group) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        long sum = 0;
        for (TopicPartition input : inputs.keySet()) {
            OffsetAndMetadata offset = committed.get(input);
            sum += offset == null ? 0 : offset.offset();
        }
        return sum;
    }
}
