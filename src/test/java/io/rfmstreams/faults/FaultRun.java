package io.rfmstreams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.app.Installation;
import io.rfmstreams.contract.DeadLetterHeaders;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.ProcessorRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Runs a case: phases of load, each disturbed, then a long silence; then it compares all results with the oracles. */
final class FaultRun {

    static final int PARTITIONS = 4;
    static final int CUSTOMERS = 1_500;

    private static final Duration SILENCE = Duration.ofDays(200);

    private final FaultCase fault;
    private final long seed;
    private final Load load;
    private final Random random;
    private final List<Phase> phases = new ArrayList<>();

    FaultRun(FaultCase fault, long seed) {
        this.fault = fault;
        this.seed = seed;
        this.load = new Load(
                seed,
                CUSTOMERS,
                PARTITIONS,
                Duration.ofDays(40).dividedBy(fault.size().records()));
        this.random = new Random(seed);
    }

    /** What a run gives: a row of the report and the differences. */
    record Outcome(FaultRow row, List<String> differences) {}

    Outcome run(Path folder) throws Exception {
        long start = System.nanoTime();
        try (Cluster cluster = Cluster.start(folder, PARTITIONS, configuration());
                Progress progress = new Progress(cluster, PARTITIONS);
                Sender sender = new Sender(cluster.settings(), TopicRole.PURCHASES)) {
            cluster.startProcessors(fault.size().processors());
            for (int phase = 0; phase < fault.size().phases(); phase++) {
                run(phase, cluster, progress, sender);
            }
            long end = load.now() + SILENCE.toMillis();
            cluster.installation().tick(Timestamps.format(end));
            phases.add(Phase.of(List.of(), end, null));
            settle(cluster, progress, end);
            List<String> differences = new ArrayList<>();
            FaultRow row = compare(cluster, end, differences);
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            return new Outcome(
                    new FaultRow(
                            row.name(),
                            row.guarantee(),
                            seed,
                            1,
                            row.faults(),
                            row.kills(),
                            row.records(),
                            row.customers(),
                            row.messages(),
                            row.differences(),
                            seconds,
                            row.note()),
                    differences);
        }
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration = new HashMap<>(
                Map.of("process.guarantee", fault.guarantee(), "rfm.currency", "EUR", "cold.start.orders", "2"));
        configuration.putAll(fault.settings());
        return configuration;
    }

    private void run(int number, Cluster cluster, Progress progress, Sender sender) throws Exception {
        List<Input> inputs = load.next(fault.size().records());
        SegmentationModel model = FaultModels.version(number + 1);
        Scene scene = new Scene(cluster, random, number);
        CompletableFuture<Void> sent =
                sender.send(inputs, Duration.ofSeconds(fault.size().seconds()));
        fault.sending().disturb(scene);
        sent.join();
        cluster.installation().tick(Timestamps.format(load.now()));
        progress.awaitProcessed();
        cluster.installation().publish(model);
        fault.reassigning().disturb(scene);
        progress.awaitActive(model.version());
        // What was done without input is committed once a later record is.
        cluster.installation().tick(Timestamps.format(load.now()));
        progress.awaitProcessed();
        phases.add(Phase.of(inputs, load.now(), model));
    }

    private static void settle(Cluster cluster, Progress progress, long end) {
        progress.awaitProcessed();
        progress.awaitTimers();
        cluster.installation().tick(Timestamps.format(end));
        progress.awaitProcessed();
    }

    private FaultRow compare(Cluster cluster, long end, List<String> found) throws IOException {
        ProcessorRules rules = cluster.settings().processor();
        Results actual = results(cluster.installation());
        Results expected = Expected.of(phases, PARTITIONS, rules);
        Oracle oracle = Oracle.of(phases, PARTITIONS, rules);
        Differences differences = new Differences();
        String note = "";
        differences.compareStates(actual, oracle, end);
        differences.compare("answer", Answers.of(cluster, oracle.states().keySet(), end), oracle.states());
        if (fault.isExactlyOnce()) {
            differences.compare(actual, expected);
            differences.compare(actual, oracle, end);
            differences.checkSequences(actual.changes());
            differences.checkSlipped(actual);
        } else {
            note = Repeats.of(actual, expected).toString();
        }
        found.addAll(differences.found());
        return new FaultRow(
                fault.name(),
                fault.guarantee(),
                seed,
                1,
                0,
                cluster.kills(),
                phases.stream().mapToLong(phase -> phase.inputs().size()).sum(),
                oracle.states().size(),
                count(expected.changes()) + count(expected.alerts()),
                differences.found().size(),
                0,
                note);
    }

    private static int count(Map<String, List<String>> messages) {
        return messages.values().stream().mapToInt(List::size).sum();
    }

    private static Results results(Installation installation) {
        Map<String, String> profiles = new TreeMap<>();
        installation.read(TopicRole.PROFILES).forEach(record -> {
            if (record.value() == null) {
                profiles.remove(new String(record.key(), UTF_8));
            } else {
                profiles.put(new String(record.key(), UTF_8), new String(record.value(), UTF_8));
            }
        });
        List<String> deadLetters = new ArrayList<>(installation.read(TopicRole.DEAD_LETTERS).stream()
                .map(FaultRun::deadLetter)
                .sorted()
                .toList());
        return new Results(
                byCustomer(installation.read(TopicRole.CHANGES)),
                byCustomer(installation.read(TopicRole.ALERTS)),
                profiles,
                deadLetters);
    }

    private static String deadLetter(ConsumerRecord<byte[], byte[]> record) {
        String topic = header(record, DeadLetterHeaders.TOPIC);
        return Expected.deadLetter(
                topic.substring(topic.indexOf('.') + 1),
                Integer.parseInt(header(record, DeadLetterHeaders.PARTITION)),
                Long.parseLong(header(record, DeadLetterHeaders.OFFSET)),
                header(record, DeadLetterHeaders.ERROR));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static Map<String, List<String>> byCustomer(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, List<String>> values = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            values.computeIfAbsent(new String(record.key(), UTF_8), id -> new ArrayList<>())
                    .add(new String(record.value(), UTF_8));
        }
        return values;
    }
}
