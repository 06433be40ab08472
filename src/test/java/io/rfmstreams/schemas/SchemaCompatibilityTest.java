package io.rfmstreams.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCompatibilityTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RELEASED = MessageSchema.FOLDER.resolve("released");

    static Stream<String> released() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void shouldOnlyAddOptionalFieldsToWhatWasReleased(String name) throws IOException {
        JsonNode released = JSON.readTree(RELEASED.resolve(name).toFile());
        JsonNode current = JSON.readTree(MessageSchema.FOLDER.resolve(name).toFile());
        assertThat(SchemaCompatibility.breaks(released, current)).isEmpty();
    }

    @Test
    void shouldLetOptionalFieldsBeAdded() throws IOException {
        assertThat(breaks("{'properties':{'a':{'type':'string','description':'x'},'b':{}},'required':['a']}"))
                .isEmpty();
    }

    @Test
    void shouldLookIntoAlternatives() throws IOException {
        // Given
        JsonNode released = JSON.readTree("{\"anyOf\":[{\"properties\":{\"a\":{}}},{\"type\":\"null\"}]}");
        JsonNode more = JSON.readTree("{\"anyOf\":[{\"properties\":{\"a\":{},\"b\":{}}},{\"type\":\"null\"}]}");

        // Then
        assertThat(SchemaCompatibility.breaks(released, more)).isEmpty();
        assertThat(SchemaCompatibility.breaks(more, released)).containsExactly("/anyOf/0/properties/b is gone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'properties':{},'required':['a']} | /properties/a is gone
            {'properties':{'a':{'type':'number'}},'required':['a']} | /properties/a/type was "string", is "number"
            {'properties':{'a':{'type':'string'},'b':{}},'required':['a','b']} | /required was ["a"], is ["a","b"]
            {'properties':{'a':{'type':'string','maxLength':5}},'required':['a']} | /properties/a/maxLength is new
            """)
    void shouldTellWhatBreaks(String current, String broken) throws IOException {
        assertThat(breaks(current)).containsExactly(broken);
    }

    private static List<String> breaks(String current) throws IOException {
        JsonNode released = JSON.readTree("{\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}");
        return SchemaCompatibility.breaks(released, JSON.readTree(current.replace('\'', '"')));
    }
}
