package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.app.Configuration;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The REST interface of the demo. */
@Timeout(120)
class DemoInterfaceIT {

    private static final DataSet SHOPPERS = new Generator(new GeneratorOptions(150, 7))
            .history(2_000, Instant.parse("2025-06-01T00:00:00Z").toEpochMilli(), Duration.ofDays(150));

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
    void shouldBeReadyOnceAllIsReplayedAndTrained() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<Integer> before = new ArrayList<>();
        try (Lifetime lifetime = new Lifetime()) {
            // Given
            DemoListener watching = new DemoListener() {
                @Override
                public void onTick(long time) {
                    if (before.isEmpty()) {
                        before.add(get(port, "/health/live").statusCode());
                        before.add(get(port, "/health/ready").statusCode());
                    }
                }
            };
            Demo demo = new Demo(Configuration.load(Map.of(), Map.of(), null), options(port), watching, lifetime);

            // When
            DemoResult result = demo.run();

            // Then
            assertThat(before).containsExactly(200, 503);
            assertThat(result.port()).isEqualTo(port);
            assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);
            String customer = Objects.requireNonNull(SHOPPERS.records().get(0).customerId());
            assertThat(get(port, "/v1/customers/" + customer).body())
                    .startsWith("{\"customerId\":\"" + customer + "\",")
                    .contains("\"modelVersion\":1,", "\"stale\":false,\"lag\":0}");
            assertThat(get(port, "/metrics").body())
                    .contains(
                            "rfm_orders_total{partition=\"0\"}",
                            "rfm_moves_total{",
                            "rfm_sweep_progress{partition=\"0\"} 1.0",
                            "rfm_agenda_backlog{partition=\"0\"} 0.0",
                            "rfm_agenda_lateness_seconds{partition=\"0\"} 0.0",
                            "rfm_query_seconds_bucket{",
                            "jvm_");
        }
    }

    @Test
    void shouldSayThatTheChosenPortIsTakenBeforeAnythingElse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Lifetime lifetime = new Lifetime()) {
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
                            lifetime))
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort());
            assertThat(phases).isEmpty();
        }
    }
}
