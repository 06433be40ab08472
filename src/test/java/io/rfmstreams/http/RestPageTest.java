package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rfmstreams.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the tables of docs/rest.md with the program. */
class RestPageTest {

    private static final Page PAGE = Page.of("docs/rest.md");

    @Test
    void shouldListEveryEndpointWithItsToken() throws IOException {
        // Given
        JsonNode paths = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("schemas", "openapi.yaml").toFile())
                .path("paths");

        // When
        Map<String, Boolean> open = new TreeMap<>();
        paths.properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> operation.getValue().has("operationId"))
                .forEach(operation -> open.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        operation.getValue().has("security"))));

        // Then
        assertThat(PAGE.table("## Endpoints", "| endpoint | token | what it does |").stream()
                        .collect(Collectors.toMap(row -> row.get(0).replace("`", ""), row -> row.get(1)
                                .equals("none"))))
                .isEqualTo(open);
    }

    @Test
    void shouldListEveryProblem() {
        // When
        List<List<String>> rows =
                PAGE.table("## Errors", "| status | `type` after `urn:rfm-streams:problem:` | meaning |");

        // Then
        assertThat(rows.stream()
                        .map(row -> row.get(0) + " urn:rfm-streams:problem:"
                                + row.get(1).replace("`", "")))
                .containsExactlyInAnyOrderElementsOf(Stream.of(ProblemType.values())
                        .map(problem -> Objects.toString(problem.status()) + " " + problem.uri())
                        .toList());
    }
}
