package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.DocumentedMetrics;
import io.rfmstreams.app.MonitoredMetrics;
import io.rfmstreams.app.ResourceCloser;
import io.rfmstreams.cli.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The REST API of the demo. */
class DemoInterfaceIT {

    private static final DataSet SHOPPERS = new Generator(new GeneratorOptions(150, 7))
            .history(2_000, Instant.parse("2025-06-01T00:00:00Z").toEpochMilli(), Duration.ofDays(150));

    private static final int PORTS_TO_TRY = 20;

    /** Metrics by kind or reason of which the shoppers of this test have none. */
    private static final Set<String> NOT_OCCURRED = Set.of("rfm_dead_letters_total", "rfm_alerts_total");

    private static DemoOptions options(int port) {
        return new DemoOptions(null, SHOPPERS, false, Double.POSITIVE_INFINITY, null, TrainingSchedule.AT_END, port);
    }

    private static HttpResponse<String> get(int port, String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException silent) {
            throw new UncheckedIOException(silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void shouldBeReadyAfterTheReplayAndTheTraining() throws IOException {
        AtomicInteger port = new AtomicInteger();
        List<Integer> before = new ArrayList<>();
        try (ResourceCloser closer = new ResourceCloser()) {
            // Given
            DemoListener watching = new DemoListener() {
                @Override
                public void onTick(long time) {
                    if (before.isEmpty()) {
                        before.add(get(port.get(), "/health/live").statusCode());
                        before.add(get(port.get(), "/health/ready").statusCode());
                    }
                }
            };
            Demo demo = onAFreePort(port, watching, closer);

            // When
            DemoResult result = demo.run();

            // Then
            assertThat(before).containsExactly(200, 503);
            assertThat(port).hasValue(result.port());
            assertThat(get(port.get(), "/health/ready").statusCode()).isEqualTo(200);
            String customer = Objects.requireNonNull(SHOPPERS.records().get(0).customerId());
            assertThat(get(port.get(), "/v1/customers/" + customer).body())
                    .startsWith("{\"customerId\":\"" + customer + "\",")
                    .contains("\"modelVersion\":1,", "\"stale\":false,\"lag\":0}");
            String metrics = get(port.get(), "/metrics").body();
            assertThat(metrics.lines().count()).isLessThan(400);
            assertThat(ownMetrics(metrics))
                    .isEqualTo(DocumentedMetrics.typed(metrics).stream()
                            .filter(name -> !name.endsWith("_seconds_max"))
                            .collect(Collectors.toSet()))
                    .allSatisfy(name -> {
                        assertThat(name).matches("rfm(_[a-z]+)+");
                        assertThat(metrics).contains("# HELP " + name + " ");
                        assertThat(metrics.contains("# TYPE " + name + " counter"))
                                .isEqualTo(name.endsWith("_total"));
                    });
            Set<String> documented = new TreeSet<>(DocumentedMetrics.ofTheProcessor());
            documented.removeAll(NOT_OCCURRED);
            assertThat(ownMetrics(metrics)).isEqualTo(documented);
            assertThat(MonitoredMetrics.ofKafkaAndTheJvm()).isNotEmpty().allSatisfy(name -> assertThat(metrics)
                    .containsPattern("(?m)^" + name + "[{ ]"));
            assertThat(metrics)
                    .contains(
                            "rfm_orders_total{partition=\"0\"}",
                            "rfm_moves_total{",
                            "rfm_reassignment_progress_ratio{partition=\"0\"} 1.0",
                            "rfm_timers_due{partition=\"0\"} 0.0",
                            "rfm_timers_lateness_seconds{partition=\"0\"} 0.0",
                            "rfm_query_seconds_bucket{",
                            "jvm_");
        }
    }

    /** Returns the names of the metrics of the program. */
    private static Set<String> ownMetrics(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("rfm_"))
                .map(line -> line.replaceFirst("[{ ].*", "").replaceFirst("_(bucket|sum|count|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Starts a demo on a free port. If another program binds the port first, it tries another one. */
    private static Demo onAFreePort(AtomicInteger port, DemoListener listener, ResourceCloser closer)
            throws IOException {
        for (int attempt = 0; attempt < PORTS_TO_TRY; attempt++) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port.set(free.getLocalPort());
            }
            try {
                Configuration eightPartitions = Configuration.load(Map.of("topics.partitions", "8"), Map.of(), null);
                return new Demo(eightPartitions, options(port.get()), listener, closer);
            } catch (IllegalStateException taken) {
                assertThat(taken).hasMessageStartingWith("cannot listen on");
            }
        }
        throw new AssertionError("none of " + PORTS_TO_TRY + " ports stayed free");
    }

    @Test
    void shouldBeRecognizedAsEventTimeByOtherCommands() {
        try (ResourceCloser closer = new ResourceCloser()) {
            // Given
            Demo demo =
                    new Demo(Configuration.load(Map.of(), Map.of(), null), options(0), new DemoListener() {}, closer);
            String servers =
                    "kafka.bootstrap.servers=" + demo.run().settings().kafka().bootstrapServers();

            // When
            CommandRun configured = CommandRun.of("export", "-D", servers, "-D", "rfm.clock=event");
            CommandRun export = CommandRun.of("export", "-D", servers);
            CommandRun train = CommandRun.of("train", "--dry-run", "-D", servers);
            CommandRun diff = CommandRun.of("models", "diff", "1", "1", "-D", servers);
            CommandRun live = CommandRun.of("export", "-D", servers, "-D", "rfm.clock=live");
            CommandRun typo = CommandRun.of("export", "--segment", "champion", "-D", servers);
            CommandRun reserved = CommandRun.of("export", "--segment", "unassigned", "-D", servers);
            CommandRun refused = CommandRun.of("generate", "--events", "50", "-D", servers);
            CommandRun refusedToo = CommandRun.of("generate", "--events", "50", "-D", servers, "-D", "rfm.clock=event");
            CommandRun afterwards = CommandRun.of("export", "-D", servers);
            CommandRun forced = CommandRun.of("generate", "--events", "50", "--into-event-time", "-D", servers);

            // Then
            assertThat(List.of(refused, refusedToo)).allSatisfy(run -> {
                assertThat(run.exitCode()).isEqualTo(2);
                assertThat(run.out()).isEmpty();
                assertThat(run.err())
                        .contains("these topics are in event time, as of 2025-06-02T00:00:00Z")
                        .contains("--into-event-time");
            });
            assertThat(typo.exitCode()).isEqualTo(2);
            assertThat(typo.out()).isEmpty();
            assertThat(typo.err())
                    .contains("--segment champion is not the id of a segment; the ids are ")
                    .contains(", new, unassigned, inactive");
            assertThat(reserved.exitCode()).isZero();
            assertThat(reserved.out().lines()).hasSize(1);
            assertThat(afterwards).isEqualTo(export);
            assertThat(forced.exitCode()).isZero();
            assertThat(forced.out()).isEqualTo("Sent 50 records\n");
            assertThat(forced.err()).contains("Sending 50 events of the last year", "100 %  50 of 50");
            assertThat(configured.exitCode()).isZero();
            assertThat(export.out()).isEqualTo(configured.out()).isNotEqualTo(live.out());
            assertThat(train.out()).contains("trained as of 2025-06-02T00:00:00Z");
            assertThat(List.of(export, train, diff)).allSatisfy(run -> {
                assertThat(run.exitCode()).isZero();
                assertThat(run.err())
                        .contains("Clock: 2025-06-02T00:00:00Z, the last tick on rfm-clock (event time)\n");
            });
            assertThat(List.of(configured, live))
                    .allSatisfy(run -> assertThat(run.err()).doesNotContain("Clock"));
        }
    }

    @Test
    void shouldReportAPortThatIsInUseBeforeItStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ResourceCloser closer = new ResourceCloser()) {
            List<String> phases = new ArrayList<>();
            DemoListener watching = new DemoListener() {
                @Override
                public void onPhase(String phase) {
                    phases.add(phase);
                }
            };
            assertThatThrownBy(() -> new Demo(
                            Configuration.load(Map.of(), Map.of(), null),
                            options(taken.getLocalPort()),
                            watching,
                            closer))
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort());
            assertThat(phases).isEmpty();
        }
    }
}
