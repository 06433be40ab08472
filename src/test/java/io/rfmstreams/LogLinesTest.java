package io.rfmstreams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLinesTest {

    @Test
    void shouldFindEveryKindOfCall() {
        // Given
        String source = """
                LOG.info("Started");
                LOG.warn("Failed to close {} of {}", name(), other, fault);
                LOG.error(
                        "Cannot write, \\"{}\\" is"
                                + " full",
                        folder);
                warnings.warn("Merged ticks", () -> held + " ticks wait");
                log.log("Placeholder as " + kind + " id", () -> "text");
                to.log().log("Dead letter " + rejected.reason().code(), detail);
                warn.accept("Waiting for " + waited(a, "b") + " s: " + message);
                warn.accept(line);
                failed.error();
                info.accept("Reassigned");
                """;

        // Then
        assertThat(LogLines.of(source))
                .containsExactlyInAnyOrder(
                        "WARN Failed to close … of …",
                        "ERROR Cannot write, \"…\" is full",
                        "WARN Merged ticks: …",
                        "WARN Placeholder as … id: …",
                        "WARN Dead letter …: …",
                        "WARN Waiting for … s: …");
    }
}
