package io.rfmstreams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The runbook has a row for each log line at WARN or ERROR, and for each alert. */
class RunbookTest {

    private static final Page RUNBOOK = Page.of("docs/runbook.md");

    @Test
    void shouldExplainEveryLogLine() throws IOException {
        // When
        List<List<String>> rows = RUNBOOK.table("## Log lines", "| level | log line | meaning | what to do |");

        // Then
        assertThat(rows)
                .extracting(row -> row.get(0) + " " + withoutQuotes(row.get(1)))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(LogLines.all());
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(4).doesNotContain(""));
    }

    private static String withoutQuotes(String cell) {
        return cell.replaceAll("^`+|`+$", "");
    }

    @Test
    void shouldExplainEveryAlert() throws IOException {
        // Given
        JsonNode rules = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("docker/monitoring/alerts.yml").toFile());
        List<String> alerts = new ArrayList<>();
        rules.at("/groups/0/rules")
                .forEach(rule ->
                        alerts.add(Objects.requireNonNull(rule.get("alert").textValue())));

        // When
        List<List<String>> rows = RUNBOOK.table("## Alerts", "| alert | meaning | what to do |");

        // Then
        assertThat(alerts).isNotEmpty();
        assertThat(rows).extracting(row -> row.get(0)).containsExactlyElementsOf(alerts);
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(3).doesNotContain(""));
    }
}
