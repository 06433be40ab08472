package io.rfmstreams.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultReportTest {

    @Test
    void shouldShowTheStoredReportInTheDocuments() throws IOException {
        // When
        List<String> table = FaultReport.table(FaultReport.read(FaultReport.STORED));

        // Then
        assertThat(Files.readAllLines(FaultReport.PAGE)).containsSubsequence(table);
    }

    @Test
    void shouldHoldTheLastRunOfEachCase(@TempDir Path folder) throws IOException {
        // Given
        Path report = folder.resolve("faults.json");
        FaultReport.add(report, row("killed", 1));
        FaultReport.add(report, row("frozen", 2));

        // When
        FaultReport.add(report, row("killed", 3));

        // Then
        assertThat(FaultReport.read(report)).containsExactly(row("frozen", 2), row("killed", 3));
    }

    private static FaultRow row(String name, int faults) {
        return new FaultRow(name, "exactly_once_v2", 17, faults, 1, 1_000, 10, 20, 0, 5, List.of("a note"));
    }
}
