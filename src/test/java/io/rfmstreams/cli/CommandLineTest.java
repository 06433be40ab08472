package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    /** Returns every command and subcommand as users enter it. */
    static Stream<String> commands() {
        return subcommands(RfmStreamsCommand.commandLine(Map.of()), "");
    }

    private static Stream<String> subcommands(CommandLine parent, String path) {
        return parent.getSubcommands().entrySet().stream()
                .flatMap(command -> Stream.concat(
                        Stream.of(path + command.getKey()),
                        subcommands(command.getValue(), path + command.getKey() + " ")));
    }

    @Test
    void shouldHaveTheseCommands() {
        // When
        Stream<String> commands = commands();

        // Then
        assertThat(commands)
                .containsExactlyInAnyOrder(
                        "demo",
                        "process",
                        "insights",
                        "train",
                        "inspect",
                        "replay",
                        "generate",
                        "models",
                        "models list",
                        "models show",
                        "models diff",
                        "models activate",
                        "alerts",
                        "customer",
                        "score",
                        "ask",
                        "erase",
                        "export",
                        "topics",
                        "dead-letters",
                        "dead-letters list",
                        "dead-letters retry");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldPrintHelpForEveryCommand(String command) {
        // When
        CommandRun run = run(command + " --help");

        // Then
        assertThat(run.exitCode()).isEqualTo(OK);
        assertThat(run.out()).startsWith("Usage: rfm-streams " + command);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void shouldPrintHelpForTheProgram() {
        // When
        CommandRun run = run("--help");

        // Then
        assertThat(run.exitCode()).isEqualTo(OK);
        assertThat(run.out()).startsWith("Usage: rfm-streams").contains("demo", "process", "train", "replay");
    }

    @Test
    void shouldPrintItsVersion() {
        // When
        CommandRun run = run("--version");

        // Then
        assertThat(run.exitCode()).isEqualTo(OK);
        assertThat(run.out()).startsWith("rfm-streams ");
    }

    @ParameterizedTest
    @CsvSource({
        "'',Missing command",
        "segment,Unmatched argument at index 0: 'segment'",
        "models,'Missing subcommand: list, show, diff or activate'",
        "alerts,Missing required option: '--precision'",
        "models show,Missing required parameter: 'VERSION'",
        "models show one,Invalid value for positional parameter at index 0 (VERSION): 'one' is not an int",
        "erase,Missing required parameter: 'ID'",
        "customer,Missing required parameter: 'ID'",
        "score 1 2,Missing required parameter: 'MONETARY'",
        "score 1 2 much,Invalid value for positional parameter at index 2 (MONETARY): 'much' is not a double",
        "demo --port 70000,Invalid value for option '--port': '70000' is not a port from 0 to 65535",
        "replay,Missing required option: '--input=FILE'",
        "demo --from-start,Unknown option: '--from-start'",
        "train --once --every PT1H,'--every cannot be used with --once, --as-of or --dry-run'",
        "train --every PT1H --dry-run,'--every cannot be used with --once, --as-of or --dry-run'",
        "generate --events 5 --rate 3,'--rate and --events cannot be used together'",
        "dead-letters,Missing subcommand: list or retry",
        "dead-letters list --limit 0,--limit must be at least 1",
        "dead-letters retry,'Select dead letters, for example with --reason, or use --all'",
        "dead-letters retry --all --reason bad-json,'Select dead letters, for example with --reason, or use --all'",
        "topics --create all,Unmatched argument at index 2: 'all'",
    })
    void shouldReportAnInvalidCommandLine(String arguments, String message) {
        // When
        CommandRun run = run(arguments);

        // Then
        assertThat(run.exitCode()).isEqualTo(USAGE);
        assertThat(run.err()).startsWith(message).contains("rfm-streams");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --exit-at-end",
                "process",
                "train",
                "train --every PT24H",
                "replay --input nowhere.csv",
                "generate",
                "models list",
                "models show 1",
                "models activate 1",
                "erase ann",
                "customer ann",
                "score 1 2 3",
                "export",
                "topics",
                "dead-letters list",
                "dead-letters retry --all"
            })
    void shouldRejectAnUnknownKeyFirst(String command) {
        // When
        CommandRun run = run(command + " -D rfm.windw=P30D");

        // Then
        assertThat(run.exitCode()).isEqualTo(USAGE);
        assertThat(run.err()).contains(": unknown key rfm.windw (given with -D)");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rfm.window=yearly,rfm.window=yearly (given with -D) must be 'lifetime' or a duration such as P365D",
        "model.k=1,model.k=1 (given with -D) must be a whole number of 2 to 16",
        "model.k=,model.k= (given with -D) must be a whole number of 2 to 16",
        "model.k,model.k= (given with -D) must be a whole number of 2 to 16",
    })
    void shouldRejectAnInvalidValue(String setting, String message) {
        // When
        CommandRun run = run("demo -D " + setting);

        // Then
        assertThat(run.exitCode()).isEqualTo(USAGE);
        assertThat(run.err()).contains("rfm-streams demo: " + message);
    }

    @Test
    void shouldReadConfigurationFromTheEnvironment() {
        // When
        CommandRun run = CommandRun.in(Map.of("RFM_MODEL_K", "many"), "topics");

        // Then
        assertThat(run.exitCode()).isEqualTo(USAGE);
        assertThat(run.err()).contains("model.k=many (in the environment, as RFM_MODEL_K)");
    }

    @Test
    void shouldReadConfigurationFromAFile(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("rfm.properties"), "rfm.clock=sun\n");

        // When
        CommandRun run = CommandRun.of("topics", "--config", file.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(USAGE);
        assertThat(run.err()).contains("rfm.clock=sun (in " + file + ")");
    }

    @Test
    void shouldRejectAMissingConfigurationFile(@TempDir Path folder) {
        // Given
        Path missing = folder.resolve("missing.properties");

        // When
        CommandRun run = CommandRun.of("topics", "--config", missing.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(USAGE);
        assertThat(run.err()).contains("cannot read the configuration file " + missing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "demo --end-at 2024-12-31|'--end-at': not an RFC 3339 timestamp with an offset: '2024-12-31'",
                "demo --end-at 2024-12-31T00:00:00|'--end-at': not an RFC 3339 timestamp with an offset",
                "replay --input x --end-at soon|'--end-at': not an RFC 3339 timestamp with an offset: 'soon'",
                "train --as-of yesterday|'--as-of': not an RFC 3339 timestamp with an offset: 'yesterday'",
                "alerts --precision --horizon 90|'--horizon': '90' is not a duration greater than 0 such as PT24H",
                "train --every daily|'--every': 'daily' is not a duration greater than 0 such as PT24H",
                "train --every PT0S|'--every': 'PT0S' is not a duration greater than 0 such as PT24H",
                "demo --speed 0|'--speed': '0' is neither max nor a number greater than 0",
                "demo --speed -5|'--speed': '-5' is neither max nor a number greater than 0",
                "demo --speed NaN|'--speed': 'NaN' is neither max nor a number greater than 0",
                "demo --speed fast|'--speed': 'fast' is neither max nor a number greater than 0",
                "demo --format xml|'--format': 'xml' is not one of auto, orders, shopify, woocommerce, stripe, online-retail",
                "demo --refunds ignore|'--refunds': 'ignore' is not one of keep, drop",
                "demo --train-at never|'--train-at': 'never' is neither 'end' nor a whole number of days such as P30D",
                "demo --train-at P1M|'--train-at': 'P1M' is neither 'end' nor a whole number of days such as P30D",
                "demo --train-at PT5H|'--train-at': 'PT5H' is neither 'end' nor a whole number of days such as P30D",
                "demo --train-at P0D|'--train-at': 'P0D' is neither 'end' nor a whole number of days such as P30D",
                "dead-letters list --reason late|'--reason' (REASON): 'late' is not one of bad-json, no-key",
                "dead-letters retry --from today|'--from': not an RFC 3339 timestamp with an offset: 'today'",
                "generate --customers 0|'--customers': 0 is not a whole number of at least 1",
                "generate --events 0|'--events': 0 is not a whole number of at least 1",
                "generate --rate 0|'--rate': 0.0 is not a number greater than 0",
                "generate --rate Infinity|'--rate': Infinity is not a number greater than 0",
            })
    void shouldReportAnInvalidOption(String arguments, String message) {
        // When
        CommandRun run = run(arguments);

        // Then
        assertThat(run.exitCode()).isEqualTo(USAGE);
        assertThat(run.err()).startsWith("Invalid value for option ").contains(message.split(": ", 2));
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldFailWithOneLineIfTheInputIsMissing(@TempDir Path folder) {
        // Given
        Path missing = folder.resolve("orders.csv");

        // When
        CommandRun run = CommandRun.of("replay", "--input", missing.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.err().lines()).containsExactly("rfm-streams replay: " + missing + " does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replay --input \u001b[31m.csv",
                "topics --config \u009b31m",
                "\u001b[2J",
                "topics -D \u001b[2J=1"
            })
    void shouldNotPrintTerminalEscapes(String arguments) {
        // When
        CommandRun run = run(arguments);

        // Then
        assertThat(run.exitCode()).isNotEqualTo(OK);
        assertThat(run.err()).containsAnyOf("\\u001b[", "\\u009b31m").doesNotContain("\u001b", "\u009b");
    }

    @Test
    void shouldFailWithOneLineForAnInvalidId() {
        // When
        CommandRun run = CommandRun.of("erase", "");

        // Then
        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.err().lines()).containsExactly("rfm-streams erase: the customer id is empty");
    }

    private static CommandRun run(String arguments) {
        return CommandRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
