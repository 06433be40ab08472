package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.segment.TestModels;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class MapQuestionTest {

    @Test
    void shouldShowTheSamePartOfTheActiveCustomersEachTime() {
        try (TestTables tables = new TestTables().model(TestModels.byRecency(1, 30, 100))) {
            // Given
            for (int i = 0; i < 50; i++) {
                tables.customer("c" + i, "fresh", i, 2, "10");
            }
            tables.customer("out", "inactive", 400, 0, "0");

            // When
            Answer all = tables.ask("map");
            Answer part = tables.ask("map", "points", "20");

            // Then
            assertThat(all.total()).isEqualTo(50);
            assertThat(part.summary()).containsEntry("customers", 50L).containsEntry("points", 20);
            assertThat(part.table().column("customerId"))
                    .isEqualTo(all.table().column("customerId").subList(0, 20));
        }
    }

    @Test
    void shouldProjectPointsAndCentroidsOnTheDirectionsOfMostVariance() {
        try (TestTables tables = new TestTables().model(TestModels.byRecency(1, 30, 100))) {
            // Given
            tables.customer("a", "fresh", 10, 2, "5")
                    .customer("b", "fresh", 30, 2, "5")
                    .customer("c", "fresh", 20, 3, "5")
                    .customer("d", "fresh", 20, 1, "5");

            // When
            Answer answer = tables.ask("map");

            // Then
            assertThat(coordinate(answer, "a", "component1")).isCloseTo(-10, within(1e-9));
            assertThat(coordinate(answer, "b", "component1")).isCloseTo(10, within(1e-9));
            assertThat(coordinate(answer, "c", "component2")).isCloseTo(1, within(1e-9));
            assertThat(answer.summary().get("centroids"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(3);
            assertThat(answer.summary().get("components"))
                    .isInstanceOfSatisfying(Map.class, components -> assertThat((List<?>) components.get("explained"))
                            .hasSize(2));
        }
    }

    private static double coordinate(Answer answer, String id, String column) {
        int row = answer.table().column("customerId").indexOf(id);
        return answer.table().row(row).get(column) instanceof Double value ? value : Double.NaN;
    }
}
