package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoAddressesTest {

    private static final String JAR = "  java -jar target/rfm-streams.jar ";

    @Test
    void shouldPrintExamplesThatSucceed() {
        // Given
        DemoAddresses addresses = new DemoAddresses(8081, "127.0.0.1:9092", "c 1/ü", "at-risk");

        // When
        List<String> lines = print(addresses);

        // Then
        assertThat(lines)
                .contains(
                        "  curl http://127.0.0.1:8081/v1/customers/c%201%2F%C3%BC",
                        JAR + "models list -D kafka.bootstrap.servers=127.0.0.1:9092",
                        JAR + "export --segment at-risk -D kafka.bootstrap.servers=127.0.0.1:9092");
    }

    @Test
    void shouldPrintNoExampleWithoutCustomersAndModel() {
        // Given
        DemoAddresses addresses = new DemoAddresses(8081, "127.0.0.1:9092", null, null);

        // When
        List<String> lines = print(addresses);

        // Then
        assertThat(lines)
                .contains("  curl http://127.0.0.1:8081/v1", JAR + "export -D kafka.bootstrap.servers=127.0.0.1:9092")
                .noneMatch(line -> line.contains("customers/") || line.contains("--segment"));
    }

    @ParameterizedTest
    @CsvSource({"1,at-risk", ",at-risk", "1,", ","})
    void shouldPrintValidCommands(String customer, String segment) {
        // When
        List<String> commands = print(new DemoAddresses(8081, "127.0.0.1:9092", customer, segment)).stream()
                .filter(line -> line.startsWith(JAR))
                .map(line -> line.substring(JAR.length()))
                .toList();

        // Then
        assertThat(commands).hasSize(2).allSatisfy(command -> assertThat(RfmStreamsCommand.commandLine(Map.of())
                        .parseArgs(command.split(" "))
                        .errors())
                .isEmpty());
    }

    private static List<String> print(DemoAddresses addresses) {
        StringWriter text = new StringWriter();
        addresses.print(new PrintWriter(text));
        return text.toString().lines().toList();
    }
}
