package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.Page;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the page on input files segment what is no order, with the names of its archetypes. */
class NotAShopIT {

    private static final Page PAGE = Page.of("docs/files.md");
    private static final String COMMAND = "java -jar target/rfm-streams.jar demo --exit-at-end ";

    @ParameterizedTest
    @ValueSource(strings = {"logins", "lessons", "deals"})
    void shouldSegmentOtherEntities(String name, @TempDir Path folder) throws Exception {
        // Given
        String csv = ActivityFile.of(name + ".csv");
        Files.writeString(folder.resolve(name + ".csv"), csv);
        List<String> archetypes = PAGE.block("# " + name + ".properties");
        Files.write(folder.resolve(name + ".properties"), archetypes);

        // When
        DemoRun demo = DemoRun.into(folder.resolve("out"), flags(name, folder));

        // Then
        Set<String> names = new TreeSet<>();
        for (JsonNode segment : demo.model().path("segments")) {
            names.add(segment.path("archetype").asText());
        }
        assertThat(keys(archetypes)).containsAll(names);
        assertThat(names).hasSizeGreaterThan(2);
        long cancelled = csv.lines().filter(line -> line.endsWith("Cancelled")).count();
        assertThat(demo.summary().path("orders").asLong()).isEqualTo(csv.lines().count() - 1 - cancelled);
        assertThat(demo.customers()).hasSize(120).allSatisfy((id, rfm) -> assertThat(id)
                .isLowerCase());
    }

    /** Returns the flags of the documented command, with the files in the folder. */
    private static List<String> flags(String name, Path folder) {
        String command = PAGE.lines().stream()
                .filter(line -> line.startsWith(COMMAND) && line.contains("--input " + name + ".csv"))
                .findFirst()
                .orElseThrow();
        List<String> flags = new ArrayList<>();
        for (String word : Arrays.asList(command.substring(COMMAND.length()).split(" "))) {
            flags.add(
                    word.equals(name + ".csv")
                            ? folder.resolve(word).toString()
                            : word.replace("=" + name + ".properties", "=" + folder.resolve(name + ".properties")));
        }
        return flags;
    }

    private static Set<String> keys(List<String> archetypes) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(String.join("\n", archetypes)));
        return Set.of(properties.getProperty("order").split(","));
    }
}
