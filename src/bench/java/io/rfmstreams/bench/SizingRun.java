package io.rfmstreams.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.bench.child.ChildBroker;
import io.rfmstreams.bench.child.ChildProcessor;
import io.rfmstreams.bench.child.JvmProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** The measurements of one population of customers. */
final class SizingRun {

    private static final Instant END = Instant.parse("2025-01-01T00:00:00Z");
    private static final int DAYS = 300;
    private static final long MIB = 1 << 20;
    private static final long UNRESTORED_RECORDS = 100;
    private static final Duration FIRST_FETCH = Duration.ofSeconds(3);
    private static final Duration CLEANING = Duration.ofSeconds(40);

    private final Path folder;
    private final CustomerBase base;
    private final List<String> jvm;
    private final ObjectNode result;
    private final BenchInstallation shop;

    /** @param result where the measurements go */
    SizingRun(ChildBroker broker, Path folder, CustomerBase base, List<String> jvm, ObjectNode result) {
        this.folder = folder;
        this.base = base;
        this.jvm = jvm;
        this.result = result;
        shop = new BenchInstallation(broker, "sizing", Map.of("rfm.clock", "event"));
    }

    /** Loads all orders, measures what they take, and restores them. */
    void alone() throws Exception {
        shop.activate(BenchModel.ofSegments(4));
        shop.send(base.orders(END.toEpochMilli(), DAYS));
        result.put("customers", base.customers()).put("orders", base.orders());
        try (ChildProcessor processor = start("a", 0)) {
            long start = System.nanoTime();
            processor.awaitReady();
            shop.awaitProcessed(() -> !processor.isAlive());
            result.put("loadSeconds", secondsSince(start));
            putMemory("memoryAfterLoadMiB", processor);
            processor.stop();
        }
        put("diskBytes", diskBytes("a"));
        put("changelogBytes", shop.changelogBytes());
        Thread.sleep(CLEANING.toMillis()); // the broker compacts the changelogs
        put("compactedChangelogBytes", shop.changelogBytes());
        result.put("restartSeconds", secondsUntilReady());
        delete("a");
        result.put("restoreSeconds", secondsUntilReady());
        put("restoredDiskBytes", diskBytes("a"));
        delete("a");
    }

    /** Returns how long an instance takes from its start until it answers queries. */
    private double secondsUntilReady() throws Exception {
        try (ChildProcessor processor = start("a", 0)) {
            long start = System.nanoTime();
            processor.awaitReady();
            double seconds = secondsSince(start);
            putMemory("memoryMiB", processor);
            processor.stop();
            return seconds;
        }
    }

    /** Starts two instances without state, and measures how long one of them takes to stop and what both store. */
    void two(int standbys) throws Exception {
        try (ChildProcessor first = start("a", standbys);
                ChildProcessor second = start("b", standbys)) {
            first.awaitReady();
            second.awaitReady();
            ObjectNode measured = result.putObject(standbys == 0 ? "twoInstances" : "twoInstancesWithStandby");
            awaitRestored(second);
            measured.put("customersBefore", (long) second.metric("rfm_customers"));
            long start = System.nanoTime();
            first.stop();
            measured.put("stopSeconds", secondsSince(start));
            second.stop();
        }
        put(standbys == 0 ? "diskBytesOfTwo" : "diskBytesOfTwoWithStandby", both());
        delete("a");
        delete("b");
    }

    private SortedMap<String, Long> both() throws IOException {
        SortedMap<String, Long> both = diskBytes("a");
        diskBytes("b").forEach((store, bytes) -> both.merge(store, bytes, Long::sum));
        return both;
    }

    private static void awaitRestored(ChildProcessor processor) throws Exception {
        try (JvmProbe probe = JvmProbe.attach(processor.pid())) {
            do {
                Thread.sleep(FIRST_FETCH.toMillis());
            } while (probe.restoreLag() > UNRESTORED_RECORDS);
        }
    }

    private ChildProcessor start(String name, int standbys) throws IOException {
        return ChildProcessor.start(
                shop.configuration(Map.of(
                        "process.state.dir", folder.resolve(name).toString(),
                        "process.standbys", String.valueOf(standbys))),
                jvm,
                folder.resolve(name + ".log"));
    }

    private void delete(String name) throws IOException {
        Utils.delete(folder.resolve(name).toFile());
    }

    private void putMemory(String name, ChildProcessor processor) throws IOException {
        try (JvmProbe probe = JvmProbe.attach(processor.pid())) {
            result.putObject(name)
                    .put("resident", probe.residentBytes() / MIB)
                    .put("liveHeap", probe.liveHeap() / MIB)
                    .put("rocksDb", probe.rocksMemory().total() / MIB)
                    .put("cpuSeconds", Math.round(probe.cpuSeconds()));
        }
    }

    /** Returns the bytes of each store in a state folder: files lie in {@code …/TASK/rocksdb/STORE}. */
    private SortedMap<String, Long> diskBytes(String name) throws IOException {
        SortedMap<String, Long> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.merge(store(file), Files.size(file), Long::sum);
            }
        }
        return bytes;
    }

    private static String store(Path file) {
        Path folder = requireNonNull(file.getParent());
        return requireNonNull(folder.getParent()).endsWith("rocksdb") ? String.valueOf(folder.getFileName()) : "other";
    }

    private void put(String name, SortedMap<String, Long> bytes) {
        ObjectNode node = result.putObject(name);
        bytes.forEach(node::put);
        node.put("all", bytes.values().stream().mapToLong(Long::longValue).sum());
    }

    private static double secondsSince(long start) {
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }
}
