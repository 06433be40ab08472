package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ResourceCloser;
import io.rfmstreams.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay reports what the processor made of its records. */
class ReplayReportIT {

    private static final String ORDER =
            "{\"orderId\":\"%s\",\"customerId\":\"%s\",\"amount\":%s,\"occurredAt\":\"2025-03-0%dT10:00:00Z\"}";

    @Test
    void shouldReportOrdersDuplicatesAndDeadLetters(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.write(
                folder.resolve("orders.jsonl"),
                List.of(
                        ORDER.formatted("1", "ann", "5", 1),
                        ORDER.formatted("2", "ann", "7.5", 2),
                        ORDER.formatted("2", "ann", "7.5", 2),
                        ORDER.formatted("3", "bob", "-4", 3)));
        DataSet nothing = new DataSet(List.of(), new TreeMap<>());
        DemoOptions options =
                new DemoOptions(null, nothing, false, Double.POSITIVE_INFINITY, null, TrainingSchedule.AT_END, 0);
        try (ResourceCloser closer = new ResourceCloser()) {
            Demo demo = new Demo(Configuration.load(Map.of(), Map.of(), null), options, new DemoListener() {}, closer);
            DemoResult running = demo.run();
            String servers =
                    "kafka.bootstrap.servers=" + running.settings().kafka().bootstrapServers();

            // When
            CommandRun replay = CommandRun.of(
                    "replay", "--input", file.toString(), "--url", "http://127.0.0.1:" + running.port(), "-D", servers);

            // Then
            assertThat(replay.exitCode()).as(replay.err()).isZero();
            assertThat(replay.out())
                    .contains(
                            "Sent 4 records, last tick 2025-03-04T00:00:00Z",
                            "The processor counted 2 orders of 1 new customers, 1 duplicates,"
                                    + " 1 dead letters (bad-amount 1)");
        }
    }
}
