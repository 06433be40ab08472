package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.contract.TopicRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The README says what the program does, no more and no less. */
class ReadmeTest {

    private static final String COMMAND = "java -jar target/rfm-streams.jar ";

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("README.md"));
    }

    @Test
    void shouldListEveryConfigurationKeyAsItIs() throws IOException {
        // When
        List<String> rows = lines().stream()
                .filter(line -> line.startsWith("| `") && line.split("\\|").length == 5)
                .filter(line -> line.contains("."))
                .toList();

        // Then
        List<String> keys = Stream.of(ConfigKey.values()).map(ReadmeTest::row).toList();
        assertThat(rows).containsAll(keys);
        assertThat(rows.stream().filter(row -> row.matches("\\| `[a-z.-]+\\.[a-z.-]+` .*")))
                .containsExactlyElementsOf(keys);
    }

    private static String row(ConfigKey key) {
        String value = key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
        return "| `" + key.key() + "` | " + value + " | " + key.kind().expected() + " | " + key.meaning() + " |";
    }

    @ParameterizedTest
    @EnumSource(TopicRole.class)
    void shouldListEveryTopic(TopicRole role) throws IOException {
        assertThat(lines())
                .anyMatch(line -> line.startsWith("| `" + role.defaultName() + "` |")
                        && line.contains(
                                switch (role.policy()) {
                                    case COMPACT -> "| compact";
                                    case DELETE -> "| delete";
                                    case DELETE_AFTER_30_DAYS -> "| delete after 30 days";
                                }));
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void shouldNameEveryReasonOfADeadLetter(RejectionReason reason) throws IOException {
        assertThat(String.join("\n", lines())).contains("`" + reason.code() + "`");
    }

    @Test
    void shouldListEveryCommand() throws IOException {
        String text = String.join("\n", lines());
        assertThat(RfmStreamsCommand.commandLine(Map.of()).getSubcommands().keySet())
                .allSatisfy(command -> assertThat(text).containsPattern("\\| `" + command + "[` ]"));
    }

    static Stream<String> commands() throws IOException {
        return lines().stream()
                .filter(line -> line.contains(COMMAND))
                .map(line -> line.substring(line.indexOf(COMMAND) + COMMAND.length()))
                .filter(line -> !line.startsWith("COMMAND"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldGiveCommandsThatTheProgramUnderstands(String command) {
        assertThat(RfmStreamsCommand.commandLine(Map.of())
                        .parseArgs(command.split(" "))
                        .errors())
                .isEmpty();
    }
}
