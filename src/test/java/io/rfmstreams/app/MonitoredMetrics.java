package io.rfmstreams.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metric names in the alert rules and in the dashboard. */
public final class MonitoredMetrics {

    static final Path DASHBOARD = Path.of("docker/monitoring/dashboard.json");
    private static final Path ALERTS = Path.of("docker/monitoring/alerts.yml");

    /** Metrics that a processor has only after about a minute. */
    private static final Set<String> LATER =
            Set.of("kafka_consumer_fetch_manager_records_lag_max", "kafka_stream_state_updater_restore_records_rate");

    private MonitoredMetrics() {}

    /** Returns the metrics of this program, without the suffixes of histograms. */
    static Set<String> ofThisProgram() throws IOException {
        return names("rfm").stream()
                .map(name -> name.replaceFirst("_seconds_(bucket|sum|count)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> ofKafka() throws IOException {
        return names("kafka");
    }

    /** Returns the metrics of Kafka and of the JVM that a processor has at once. */
    public static Set<String> ofKafkaAndTheJvm() throws IOException {
        Set<String> names = names("kafka|jvm|process");
        names.removeAll(LATER);
        return names;
    }

    private static Set<String> names(String prefixes) throws IOException {
        return Pattern.compile("\\b(?:" + prefixes + ")_[a-z_]+")
                .matcher(Files.readString(ALERTS) + Files.readString(DASHBOARD))
                .results()
                .map(name -> name.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
