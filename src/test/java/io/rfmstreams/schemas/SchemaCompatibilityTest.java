package io.rfmstreams.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCompatibilityTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FIXTURES = Path.of("src", "test", "resources", "io", "rfmstreams", "schemas");

    @Test
    void shouldOnlyAddOptionalFieldsToWhatWasReleased() throws IOException {
        assertThat(SchemaCompatibility.breaks(MessageSchema.FOLDER.resolve("released"), MessageSchema.FOLDER))
                .isEmpty();
    }

    @Test
    void shouldAcceptAnySchemaBeforeTheFirstRelease() throws IOException {
        assertThat(SchemaCompatibility.breaks(FIXTURES.resolve("none"), FIXTURES.resolve("incompatible")))
                .isEmpty();
    }

    @Test
    void shouldAcceptAFolderThatOnlyAddsToTheReleasedOne() throws IOException {
        assertThat(SchemaCompatibility.breaks(FIXTURES.resolve("released"), FIXTURES.resolve("compatible")))
                .isEmpty();
    }

    @Test
    void shouldNameFileAndPlaceOfEachBreak() throws IOException {
        assertThat(SchemaCompatibility.breaks(FIXTURES.resolve("released"), FIXTURES.resolve("incompatible")))
                .containsExactly(
                        "leave.schema.json is gone",
                        "visit.schema.json/properties/id/type was \"string\", is \"integer\"",
                        "visit.schema.json/required was [\"id\"], is [\"id\",\"at\"]");
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
