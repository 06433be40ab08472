package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopologyDescriptionTest {

    /** After a node or store is renamed, existing state is not found. An intended change must change the golden file too. */
    @Test
    void shouldKeepTheNamesOfNodesAndStores() throws IOException {
        // Then
        assertThat(lines(TopologyFixture.describe(TopologyFixture.rules()))).containsExactlyElementsOf(golden());
    }

    @Test
    void shouldNotReadTicksWithTheLiveClock() throws IOException {
        // Given
        ProcessorRules live = TopologyFixture.rules(ClockMode.LIVE, Window.ofDays(365), new ColdStart(1, 0));

        // When
        List<String> lines = lines(TopologyFixture.describe(live));

        // Then
        List<String> withoutClock = golden();
        withoutClock.removeIf(line -> line.startsWith("Source: clock"));
        withoutClock.remove(withoutClock.indexOf("--> segmentation"));
        withoutClock.replaceAll(line -> line.replace("purchases, clock", "purchases"));
        assertThat(lines).containsExactlyElementsOf(withoutClock);
    }

    private List<String> golden() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("topology.txt")) {
            return lines(new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<String> lines(String text) {
        return text.strip().lines().map(String::strip).collect(Collectors.toList());
    }
}
