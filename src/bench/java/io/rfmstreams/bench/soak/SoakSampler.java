package io.rfmstreams.bench.soak;

import io.rfmstreams.app.Settings;
import io.rfmstreams.bench.child.ChildProcessor;
import io.rfmstreams.bench.child.JvmProbe;
import io.rfmstreams.contract.TopicRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Looks at the processor, the broker and the state folder from outside. */
final class SoakSampler {

    private static final double MIB = 1 << 20;

    private final Settings settings;
    private final Admin admin;
    private final ChildProcessor processor;
    private final JvmProbe probe;
    private final Path stateFolder;
    private final Map<TopicPartition, OffsetSpec> latest;

    SoakSampler(
            Settings settings,
            Admin admin,
            ChildProcessor processor,
            JvmProbe probe,
            Path stateFolder,
            int partitions) {
        this.settings = settings;
        this.admin = admin;
        this.processor = processor;
        this.probe = probe;
        this.stateFolder = stateFolder;
        String purchases = settings.topics().of(TopicRole.PURCHASES);
        latest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(purchases, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    }

    SoakSample sample(double seconds, long sent, SoakQueries.Answers answers)
            throws IOException, InterruptedException, ExecutionException {
        return new SoakSample(
                seconds,
                probe.residentBytes() / MIB,
                probe.heapAfterCollection().map(bytes -> bytes / MIB).orElse(Double.NaN),
                probe.rocksMemory().total() / MIB,
                bytes(stateFolder) / MIB,
                lag(),
                1_000 * processor.metric("rfm_last_commit_age_seconds"),
                sent,
                answers.p99Millis(),
                answers.failed());
    }

    private long lag() throws InterruptedException, ExecutionException {
        // The commits first: what is sent between the two requests counts as lag.
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(settings.applicationId())
                .partitionsToOffsetAndMetadata()
                .get();
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata processed = committed.get(end.getKey());
                    return end.getValue().offset() - (processed == null ? 0 : processed.offset());
                })
                .sum();
    }

    /** Returns the bytes of all files in a folder. Files that RocksDB deletes meanwhile count nothing. */
    static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> {
                        try {
                            return Files.isRegularFile(file) ? Files.size(file) : 0;
                        } catch (IOException deleted) {
                            return 0;
                        }
                    })
                    .sum();
        } catch (UncheckedIOException deleted) {
            return bytes(folder);
        }
    }
}
