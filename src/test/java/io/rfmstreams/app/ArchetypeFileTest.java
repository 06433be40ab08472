package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.training.Archetype;
import io.rfmstreams.training.Archetypes;
import io.rfmstreams.training.PercentileProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchetypeFileTest {

    @Test
    void shouldOverrideOnlyGivenProperties(@TempDir Path folder) throws IOException {
        // When
        Archetypes archetypes = read(folder, """
                champions.name=VIP
                lost.action=Let them go
                """);

        // Then
        assertThat(archetypes.ranked()).hasSize(9);
        assertThat(archetypes.keyed("champions")).hasValueSatisfying(vip -> assertThat(vip)
                .isEqualTo(new Archetype(
                        "champions",
                        "VIP",
                        new PercentileProfile(0.90, 0.92, 0.92),
                        Archetypes.DEFAULTS.ranked().get(0).action())));
        assertThat(archetypes.keyed("lost").map(Archetype::action)).contains("Let them go");
    }

    @Test
    void shouldRankByTheGivenOrder(@TempDir Path folder) throws IOException {
        // When
        Archetypes archetypes = read(folder, """
                order = big, lost
                big.name=Grandes dépenses
                big.action=Call
                big.recency=0.5
                big.frequency=0.5
                big.monetary=1
                """);

        // Then
        assertThat(archetypes.ranked()).extracting(Archetype::label).containsExactly("Grandes dépenses", "Lost");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            champions.colour=red | champions.colour is unknown
            champions.monetary=much | champions.monetary must be a number, not 'much'
            champions.monetary=2    | monetary must be 0 to 1, not 2.0
            order=nobody         | nobody.name is missing
            lost.name=Champions  | archetype lost repeats a key or a label
            lost.name=Lost II    | label must not end with a numeral, not 'Lost II'
            lost.name=New        | label must not be reserved, not 'New'
            lost.action=Let\\tgo | action must hold no control characters
            """)
    void shouldReportAnInvalidFile(String line, String message, @TempDir Path folder) {
        assertThatThrownBy(() -> read(folder, line))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("archetypes.properties: ")
                .hasMessageContaining(message);
    }

    @Test
    void shouldRejectTextThatIsTooLongForAModel(@TempDir Path folder) throws IOException {
        assertThat(read(folder, "lost.name=" + "a".repeat(120) + "\nlost.action=" + "b".repeat(1_000))
                        .ranked())
                .hasSize(9);
        assertThatThrownBy(() -> read(folder, "lost.name=" + "a".repeat(121)))
                .hasMessageContaining("label must have at most 120 characters, not 121");
        assertThatThrownBy(() -> read(folder, "lost.action=" + "b".repeat(1_001)))
                .hasMessageContaining("action must have at most 1000 characters, not 1001");
    }

    @Test
    void shouldReportAMissingFile(@TempDir Path folder) {
        assertThatThrownBy(() -> ArchetypeFile.read(folder.resolve("missing")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("missing");
    }

    private static Archetypes read(Path folder, String text) throws IOException {
        Path file = folder.resolve("archetypes.properties");
        Files.writeString(file, text);
        return ArchetypeFile.read(file);
    }
}
