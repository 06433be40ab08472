package io.rfmstreams.bench;

import io.rfmstreams.contract.PurchaseJson;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a purchase of the dense load costs in one task: processor time and allocated bytes of its thread, and the records that
 * it sends. There is no broker, and sending is not included. It needs no quiet machine, since it measures the thread alone. The
 * first half of the purchases is the warm-up. The options are those of the throughput benchmark.
 */
public final class TaskCostBenchmark {

    /** About as many as two threads process between two commits. */
    private static final int PURCHASES_PER_COMMIT = 7_000;

    private final OpenPurchaseTask task;
    private final com.sun.management.ThreadMXBean thread =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final SortedMap<String, Sent> sent = new TreeMap<>();
    private long offset;
    private long cpuNanos;
    private long allocatedBytes;

    /** Records of one topic. The bytes are those of keys, values and headers. */
    private record Sent(long records, long bytes) {

        static Sent of(ProducerRecord<byte[], byte[]> record) {
            long bytes = length(record.key()) + length(record.value());
            for (Header header : record.headers()) {
                bytes += header.key().length() + length(header.value());
            }
            return new Sent(1, bytes);
        }

        private static long length(byte @Nullable [] bytes) {
            return bytes == null ? 0 : bytes.length;
        }

        Sent plus(Sent other) {
            return new Sent(records + other.records, bytes + other.bytes);
        }
    }

    private TaskCostBenchmark(OpenPurchaseTask task) {
        this.task = task;
    }

    public static void main(String[] arguments) throws Exception {
        BenchmarkOptions options = BenchmarkOptions.parse(arguments);
        Path folder = Files.createTempDirectory("rfm-streams-bench");
        long end = System.currentTimeMillis();
        int purchases = options.purchases();
        PurchaseTotals totals = new PurchaseTotals();
        for (DenseLoad all = new DenseLoad(purchases, options.customers(), end); all.hasNext(); ) {
            Load.Made made = all.next();
            totals.bought(made.customerId(), made.event());
        }
        try (OpenPurchaseTask task = new OpenPurchaseTask(folder, totals.train(OpenPurchaseTask.settings(folder)))) {
            TaskCostBenchmark benchmark = new TaskCostBenchmark(task);
            DenseLoad load = new DenseLoad(purchases, options.customers(), end);
            benchmark.process(load, purchases / 2);
            benchmark.reset();
            benchmark.process(load, purchases - purchases / 2);
            benchmark.print(purchases - purchases / 2);
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private void process(DenseLoad load, int count) {
        for (int left = count; left > 0; left -= PURCHASES_PER_COMMIT) {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = Math.min(left, PURCHASES_PER_COMMIT); i > 0; i--) {
                records.add(record(load.next()));
            }
            long id = Thread.currentThread().getId();
            long cpuBefore = thread.getCurrentThreadCpuTime();
            long allocatedBefore = thread.getThreadAllocatedBytes(id);
            task.process(records);
            cpuNanos += thread.getCurrentThreadCpuTime() - cpuBefore;
            allocatedBytes += thread.getThreadAllocatedBytes(id) - allocatedBefore;
            task.sent().forEach(record -> sent.merge(record.topic(), Sent.of(record), Sent::plus));
        }
    }

    private ConsumerRecord<byte[], byte[]> record(Load.Made made) {
        byte[] key = made.customerId().getBytes(StandardCharsets.UTF_8);
        byte[] value = PurchaseJson.encode(made.customerId(), made.event(), null);
        TopicPartition purchases = task.purchases();
        return new ConsumerRecord<>(
                purchases.topic(),
                purchases.partition(),
                offset++,
                made.event().occurredAt(),
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private void reset() {
        cpuNanos = 0;
        allocatedBytes = 0;
        sent.clear();
    }

    private void print(int purchases) {
        System.out.printf(
                "%.2f µs of processor time and %,d allocated bytes a purchase%n",
                cpuNanos / 1e3 / purchases, allocatedBytes / purchases);
        sent.forEach((topic, all) -> System.out.printf(
                "%-26s %.4f records of %.0f bytes, %.1f bytes a purchase%n",
                topic,
                (double) all.records() / purchases,
                (double) all.bytes() / all.records(),
                (double) all.bytes() / purchases));
    }
}
