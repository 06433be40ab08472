package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelectedMetricsFilterTest {

    private static final String LAG = "kafka.consumer.fetch.manager.records.lag.max";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void select() {
        registry.config().meterFilter(new SelectedMetricsFilter("purchases"));
    }

    @Test
    void shouldKeepSelectedMetricsAndAllMetricsOfTheProgram() {
        // When
        registry.counter("kafka.consumer.coordinator.rebalance.total");
        registry.counter("kafka.consumer.node.request.size.avg");
        registry.counter("kafka.rfm.moves.moves");
        registry.counter("jvm.memory.used", "area", "heap");
        registry.counter("jvm.memory.used", "area", "nonheap");
        registry.counter("jvm.buffer.count");
        registry.counter("rfm.http.connections");

        // Then
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder(
                        "kafka.consumer.coordinator.rebalance.total", "jvm.memory.used", "rfm.http.connections");
    }

    @Test
    void shouldKeepTheLagOfPurchases() {
        // When
        registry.counter(LAG, "topic", "purchases", "partition", "1");
        registry.counter(LAG, "topic", "rfm-clock", "partition", "1");
        registry.counter(LAG);

        // Then
        assertThat(registry.getMeters())
                .singleElement()
                .satisfies(meter -> assertThat(meter.getId().getTag("topic")).isEqualTo("purchases"));
    }

    @Test
    void shouldCombinePausesOfAllCauses() {
        // When
        registry.timer("jvm.gc.pause", "cause", "G1 Evacuation Pause").record(Duration.ofMillis(2));
        registry.timer("jvm.gc.pause", "cause", "G1 Humongous Allocation").record(Duration.ofMillis(3));

        // Then
        assertThat(registry.get("jvm.gc.pause").timers()).singleElement().satisfies(timer -> assertThat(timer.count())
                .isEqualTo(2));
    }
}
