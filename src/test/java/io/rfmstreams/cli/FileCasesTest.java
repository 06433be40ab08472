package io.rfmstreams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.demo.SortedRecords;
import io.rfmstreams.files.ByteSource;
import io.rfmstreams.files.FileOptions;
import io.rfmstreams.files.InputFileException;
import io.rfmstreams.files.OrderFile;
import io.rfmstreams.files.SourceRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Reads files as people have them. {@code STEM.expected.json} has the file, the options, the exit code, the orders in the order of
 * time, and where it matters the dropped lines by reason and the numbers of the rejected lines.
 */
class FileCasesTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "files");
    private static final int USAGE = 2;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final List<Long> rejected = new ArrayList<>();

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".expected.json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldReadTheFile(String name) throws Exception {
        // Given
        JsonNode expected = JSON.readTree(FOLDER.resolve(name).toFile());
        Path file = FOLDER.resolve(expected.path("file").asText());
        FileOptions options = options(expected.path("args").asText());

        // Then
        if (expected.path("exit").asInt() == USAGE) {
            assertThatThrownBy(() -> read(file, options))
                    .isInstanceOfSatisfying(InputFileException.class, refused -> assertThat(refused.isUsage())
                            .isTrue())
                    .hasMessageContaining(expected.path("message").asText("--"));
        } else {
            List<JsonNode> orders = read(file, options);
            assertThat(orders).containsExactlyElementsOf(orders(expected));
            if (expected.has("rejected")) {
                assertThat(JSON.valueToTree(rejected).toString())
                        .isEqualTo(expected.path("rejected").toString());
            }
        }
    }

    private List<JsonNode> read(Path file, FileOptions options) throws IOException {
        List<JsonNode> orders = new ArrayList<>();
        try (SortedRecords sorted = new SortedRecords()) {
            OrderFile.understand(ByteSource.of(file), options).read(sorted, line -> rejected.add(line.number()));
            for (SourceRecord source : sorted) {
                orders.add(comparable(JSON.readTree(new String(source.order(), UTF_8))));
            }
        }
        return orders;
    }

    private static List<JsonNode> orders(JsonNode expected) {
        List<JsonNode> orders = new ArrayList<>();
        expected.path("orders").forEach(order -> orders.add(comparable(order)));
        return orders;
    }

    /** Returns the order without its default type and unknown fields, and with an amount that does not depend on the spelling. */
    private static JsonNode comparable(JsonNode order) {
        ObjectNode copy = ((ObjectNode) order).deepCopy();
        if (copy.path("type").asText().equals("PURCHASE")) {
            copy.remove("type");
        }
        copy.remove("note");
        copy.put(
                "amount",
                new BigDecimal(copy.path("amount").asText())
                        .stripTrailingZeros()
                        .toPlainString());
        return copy;
    }

    private static FileOptions options(String arguments) {
        InputOptions options = new InputOptions();
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        CommandLine.populateCommand(options, words);
        return options.fileOptions();
    }
}
