package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TopologyDescriptionTest {

    /** A renamed node or store strands the state of every installation; whoever means to must change the file too. */
    @Test
    void shouldKeepTheNamesThatStateIsFoundBy() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("topology.txt")) {
            String expected = new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(TopologyFixture.describe().strip().lines().map(String::strip))
                    .containsExactlyElementsOf(
                            expected.strip().lines().map(String::strip).toList());
        }
    }
}
