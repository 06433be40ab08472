package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.training.CustomerRfm;
import io.rfmstreams.training.ReferenceData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays the complete UCI Online Retail data set, if it is available. */
class OnlineRetailDemoIT {

    private static final double BEST_KNOWN_INERTIA = 3_962.29;
    private static final int REFUNDS = 3_654;

    @Test
    void shouldReproduceTheReference(@TempDir Path folder) throws Exception {
        // Given
        List<CustomerRfm> reference = ReferenceData.customers("online-retail");

        // When
        DemoRun run = DemoRun.into(folder, flags("drop"));

        // Then
        assertThat(reference).hasSize(4_338);
        RfmComparison.assertAgree(run.customers(), reference);
        JsonNode summary = run.summary();
        assertThat(summary.path("orders").asInt()).isEqualTo(18_532);
        assertThat(summary.path("customers").asInt()).isEqualTo(4_338);
        assertThat(summary.path("deadLetters")).isEmpty();
        assertThat(fieldNames(summary.path("dropped")))
                .containsExactly("no-customer", "price-not-positive", "refund-dropped");
        JsonNode model = run.model();
        assertThat(model.path("training").path("inertia").asDouble()).isLessThanOrEqualTo(BEST_KNOWN_INERTIA * 1.001);
        assertThat(model.path("segments"))
                .extracting(segment -> segment.path("customers").asInt())
                .containsExactlyInAnyOrder(707, 1_188, 813, 1_630);
        assertThat(run.sizes().values()).containsExactlyInAnyOrder(707L, 1_188L, 813L, 1_630L);
    }

    @Test
    void shouldAcceptRefundsWithoutAnOrderId(@TempDir Path folder) throws Exception {
        // Given
        List<String> flags = flags("keep");

        // When
        DemoRun run = DemoRun.into(folder, flags);

        // Then
        JsonNode summary = run.summary();
        JsonNode refunds = summary.path("refunds");
        assertThat(summary.path("orders").asInt()).isEqualTo(18_532);
        assertThat(summary.path("customers").asInt()).isEqualTo(4_338);
        assertThat(refunds.path("linked").asInt()).isZero();
        assertThat(refunds.path("unlinked").asInt()).isEqualTo(REFUNDS);
        assertThat(refunds.path("pending").asInt()).isZero();
        assertThat(refunds.path("ignored").asInt()).isZero();
        assertThat(summary.path("deadLetters")).isEmpty();
        assertThat(fieldNames(summary.path("dropped"))).containsExactly("no-customer", "price-not-positive");
    }

    private static List<String> flags(String refunds) {
        List<String> flags = new ArrayList<>(LabDemoIT.AS_THE_LAB);
        flags.set(flags.indexOf("2024-12-31T00:00:00Z"), "2011-12-10T00:00:00Z");
        flags.set(flags.indexOf("model.transform=identity"), "model.transform=log1p");
        flags.addAll(List.of(
                "--input",
                ReferenceData.present("online-retail.csv.gz").toString(),
                "--format",
                "online-retail",
                "--refunds",
                refunds));
        return flags;
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
