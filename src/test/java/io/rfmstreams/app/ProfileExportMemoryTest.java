package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileExportMemoryTest {

    /** Enough memory for the program and the ranks, but not for all profiles. */
    private static final String HEAP = "-Xmx20m";

    private static final String CUSTOMERS = "50000";

    @Test
    void shouldExportMoreProfilesThanTheHeapHolds(@TempDir Path folder) throws IOException, InterruptedException {
        // Given
        Process export = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeExport.class.getName(),
                        CUSTOMERS)
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
