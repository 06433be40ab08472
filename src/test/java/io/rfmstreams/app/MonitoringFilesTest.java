package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alert rules and the dashboard name metrics that the program has. */
class MonitoringFilesTest {

    private static final int COLUMNS = 24;

    @Test
    void shouldNameMetricsOfTheProgram() throws IOException {
        // Given
        Set<String> documented = new TreeSet<>(DocumentedMetrics.ofTheProcessor());
        documented.addAll(DocumentedMetrics.ofTheTrainer());

        // When
        Set<String> named = MonitoredMetrics.ofThisProgram();

        // Then
        assertThat(named).isNotEmpty().isSubsetOf(documented);
    }

    @Test
    void shouldNameMetricsOfKafkaThatAreSelected() throws IOException {
        // Given
        Set<String> selected = SelectedMetricsFilter.SELECTED.stream()
                .map(name -> name.replace('.', '_'))
                .collect(Collectors.toSet());

        // When
        Set<String> named = MonitoredMetrics.ofKafka();

        // Then
        assertThat(named).isNotEmpty().isSubsetOf(selected);
    }

    @Test
    void shouldHaveADashboardThatIsValidByItsSchema() throws IOException {
        // Given
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("docker/monitoring/dashboard.schema.json")));
        String dashboard = Files.readString(MonitoredMetrics.DASHBOARD);
        ObjectNode broken = (ObjectNode) new ObjectMapper().readTree(dashboard);
        ((ObjectNode) broken.at("/panels/1/targets/0")).remove("expr");

        // Then
        assertThat(schema.validate(dashboard, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(broken.toString(), InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void shouldHaveADashboardWithoutOverlappingPanels() throws IOException {
        // Given
        JsonNode dashboard = new ObjectMapper().readTree(MonitoredMetrics.DASHBOARD.toFile());
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        List<String> expressions = new ArrayList<>();

        // When
        for (JsonNode panel : dashboard.path("panels")) {
            JsonNode grid = panel.path("gridPos");
            int right = grid.path("x").asInt() + grid.path("w").asInt();

            // Then
            assertThat(ids.add(panel.path("id").asInt(-1)))
                    .as("%s", panel.path("id"))
                    .isTrue();
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(right).isBetween(1, COLUMNS);
            for (int x = grid.path("x").asInt(); x < right; x++) {
                for (int y = 0; y < grid.path("h").asInt(); y++) {
                    String cell = x + "," + (grid.path("y").asInt() + y);
                    assertThat(cells.add(cell))
                            .as("%s at %s", panel.path("title"), cell)
                            .isTrue();
                }
            }
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(panel.path("targets")).isNotEmpty();
                panel.path("targets")
                        .forEach(target -> expressions.add(target.path("expr").asText()));
            }
        }
        assertThat(expressions).isNotEmpty().noneMatch(String::isBlank);
        assertThat(dashboard.at("/templating/list/0/name").asText()).isEqualTo("datasource");
    }
}
