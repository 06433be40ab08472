package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileExportMemoryTest {

    /** Enough memory for the program and the ranks, but not for all profiles. */
    private static final String HEAP = "-Xmx20m";

    private static final String CUSTOMERS = "50000";

    @Test
    void shouldExportMoreProfilesThanTheHeapHolds(@TempDir Path folder) throws IOException, InterruptedException {
        // Given
        List<String> options =
                List.of(HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder);
        Process export = new ProcessBuilder(
                        JavaCommand.ofTests(options, LargeExport.class.getName(), List.of(CUSTOMERS)))
                .redirectErrorStream(true)
                .start();

        // When
        String output = new String(export.getInputStream().readAllBytes(), UTF_8);

        // Then
        assertThat(export.waitFor()).describedAs(output).isZero();
        assertThat(output).endsWith(CUSTOMERS + "\n");
        assertThat(folder).isEmptyDirectory();
    }
}
