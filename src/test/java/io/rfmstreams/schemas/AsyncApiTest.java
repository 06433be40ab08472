package io.rfmstreams.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.contract.DeadLetterHeaders;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.contract.TopicRole.Partitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The AsyncAPI document says what the program does: the same topics, settings, headers and schemas. */
class AsyncApiTest {

    private static JsonNode document() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(MessageSchema.FOLDER.resolve("asyncapi.yaml").toFile());
    }

    @ParameterizedTest
    @EnumSource(TopicRole.class)
    void shouldDescribeEveryTopicAsItIsCreated(TopicRole role) throws IOException {
        // When
        JsonNode channel = document().path("channels").path(role.defaultName());
        JsonNode kafka = channel.path("bindings").path("kafka");

        // Then
        assertThat(channel.path("address").asText()).isEqualTo(role.defaultName());
        assertThat(kafka.path("topic").asText()).isEqualTo(role.defaultName());
        int many = Integer.parseInt(ConfigKey.TOPICS_PARTITIONS.defaultValue());
        assertThat(kafka.path("partitions").asInt()).isEqualTo(role.partitions() == Partitions.ONE ? 1 : many);
        Map<String, String> settings = new TreeMap<>();
        kafka.path("topicConfiguration")
                .properties()
                .forEach(setting -> settings.put(
                        setting.getKey(),
                        setting.getValue().isArray()
                                ? setting.getValue().get(0).asText()
                                : setting.getValue().asText()));
        assertThat(settings).isEqualTo(role.settings());
    }

    @Test
    void shouldDescribeNoOtherTopic() throws IOException {
        assertThat(document().path("channels").size()).isEqualTo(TopicRole.values().length);
    }

    @Test
    void shouldNameEveryReasonOfADeadLetterAndTheHeaderOfTicks() throws IOException {
        // When
        JsonNode messages = document().path("components").path("messages");
        List<String> reasons = new ArrayList<>();
        messages.path("deadLetter")
                .path("headers")
                .path("properties")
                .path("error")
                .path("enum")
                .forEach(reason -> reasons.add(reason.asText()));

        // Then
        assertThat(reasons)
                .containsExactlyInAnyOrderElementsOf(Stream.of(RejectionReason.values())
                        .map(RejectionReason::code)
                        .toList());
        assertThat(messages.path("tick").path("headers").path("properties").has(TickJson.FOLLOWS_HEADER))
                .isTrue();
    }

    @Test
    void shouldNameEveryHeaderOfADeadLetter() throws IOException {
        // When
        JsonNode headers = document()
                .path("components")
                .path("messages")
                .path("deadLetter")
                .path("headers");

        // Then
        List<String> names = DeadLetterHeaders.OWN;
        List<String> required = new ArrayList<>();
        headers.path("required").forEach(name -> required.add(name.asText()));
        assertThat(required).containsExactlyInAnyOrderElementsOf(names).hasSize(9);
        assertThat(headers.path("properties").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(document()
                        .at("/components/messages/retryMark/headers/properties")
                        .properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(DeadLetterHeaders.RETRIED_OFFSET);
    }

    @Test
    void shouldReferToSchemasThatAreThere() throws IOException {
        List<String> references = document().findValuesAsText("$ref");
        assertThat(references)
                .filteredOn(reference -> reference.startsWith("./"))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(MessageSchema.FOLDER.resolve(Path.of(reference.replaceAll("#.*", ""))))
                                .exists());
        assertThat(references)
                .filteredOn(reference -> reference.startsWith("#"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document().at(reference.substring(1)).isMissingNode())
                        .isFalse());
        try (Stream<Path> files = Files.list(MessageSchema.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".schema.json")))
                    .allSatisfy(name -> assertThat(references).anyMatch(reference -> reference.contains(name)));
        }
    }
}
