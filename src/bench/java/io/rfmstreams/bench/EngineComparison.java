package io.rfmstreams.bench;

import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.TopicRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Lets the program and the job of Flink process the same year of purchases, refunds and repeated orders, and compares what they
 * have written: each customer's segment changes and churn alerts in their order, and each customer's last profile. The field
 * {@code late} of an alert is left out: it depends on how far the clock was when the alert was written, which differs between
 * runs. It ends with 1 if they differ. The options are those of the throughput benchmark; the defaults are the seasons of 20,000
 * customers.
 */
public final class EngineComparison {

    private static final int SHOWN = 5;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String GUARANTEE = "exactly_once_v2";

    private EngineComparison() {}

    public static void main(String[] arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("--load", "seasons"));
        if (!List.of(arguments).contains("--customers")) {
            all.addAll(List.of("--customers", "20000"));
        }
        all.addAll(List.of(arguments));
        BenchmarkOptions options = BenchmarkOptions.parse(all.toArray(new String[0]));
        Path folder = Files.createTempDirectory("rfm-streams-bench");
        int differences = 0;
        try (Arena arena = new Arena(options, folder)) {
            System.out.printf("%,d purchases and refunds%n", arena.purchases());
            for (Contender contender : List.of(Contender.FULL, Contender.FLINK)) {
                System.out.printf(
                        "%-6s %s%n", contender.label(), arena.process(contender, contender.label(), GUARANTEE));
            }
            Settings program = arena.settings(Contender.FULL.label(), GUARANTEE);
            Settings flink = arena.settings(Contender.FLINK.label(), GUARANTEE);
            differences += compare(TopicRole.CHANGES, program, flink, EngineComparison::append);
            differences += compare(TopicRole.ALERTS, program, flink, EngineComparison::append);
            differences += compare(
                    TopicRole.PROFILES,
                    program,
                    flink,
                    (profiles, record) -> profiles.put(record.getKey(), record.getValue()));
        } finally {
            Utils.delete(folder.toFile());
        }
        System.out.printf("%d differences%n", differences);
        System.exit(differences == 0 ? 0 : 1);
    }

    private static void append(Map<String, String> values, Map.Entry<String, String> record) {
        String value = record.getValue().replaceFirst(",\"late\":(true|false)", "");
        values.merge(record.getKey(), value, (before, next) -> before + "\n" + next);
    }

    private static int compare(
            TopicRole topic,
            Settings program,
            Settings flink,
            BiConsumer<Map<String, String>, Map.Entry<String, String>> collect) {
        Map<String, String> expected = read(program, topic, collect);
        Map<String, String> actual = read(flink, topic, collect);
        if (expected.isEmpty()) {
            throw new IllegalStateException("the program has written nothing to " + topic.defaultName());
        }
        int differences = 0;
        Map<String, String> union = new TreeMap<>(expected);
        actual.forEach(union::putIfAbsent);
        for (String key : union.keySet()) {
            String one = expected.getOrDefault(key, "nothing");
            String other = actual.getOrDefault(key, "nothing");
            if (!one.equals(other) && differences++ < SHOWN) {
                System.out.printf("%s%n  program %s%n  flink   %s%n", key, one, other);
            }
        }
        System.out.printf(
                "%-17s %,d customers, %,d bytes; %d customers differ%n",
                topic.defaultName(),
                expected.size(),
                expected.values().stream().mapToLong(String::length).sum(),
                differences);
        return differences;
    }

    private static Map<String, String> read(
            Settings settings, TopicRole topic, BiConsumer<Map<String, String>, Map.Entry<String, String>> collect) {
        Map<String, String> values = new TreeMap<>();
        try (Consumer<String, byte[]> consumer = settings.kafka().reader()) {
            String name = settings.topics().of(topic);
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(each -> new TopicPartition(name, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL)
                        .forEach(record -> collect.accept(
                                values, Map.entry(record.key(), new String(record.value(), StandardCharsets.UTF_8))));
            }
        }
        return values;
    }
}
