package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.PurchaseTopic;
import io.rfmstreams.app.ResourceCloser;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicDump;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.schemas.MessageSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All messages of a complete run are valid by the schemas. */
class SchemasIT {

    @Test
    void shouldWriteOnlyValidMessages(@TempDir Path folder) throws IOException {
        // Given
        DataSet shoppers = new Generator(new GeneratorOptions(300, 7))
                .history(6_000, Instant.parse("2025-06-01T00:00:00Z").toEpochMilli(), Duration.ofDays(150));
        DemoOptions options = new DemoOptions(
                null, shoppers, false, Double.POSITIVE_INFINITY, null, TrainingSchedule.every(Duration.ofDays(60)), 0);
        try (ResourceCloser lifetime = new ResourceCloser()) {
            Demo demo =
                    new Demo(Configuration.load(Map.of(), Map.of(), null), options, new DemoListener() {}, lifetime);

            // When
            DemoResult result = demo.run();
            Settings settings = result.settings();
            new PurchaseTopic(settings)
                    .erase(Objects.requireNonNull(shoppers.records().get(0).customerId()));
            Awaitility.await().until(() -> lines(folder, settings, TopicRole.CHANGES).stream()
                    .anyMatch(line -> line.contains("ERASED")));

            // Then
            assertValid("purchase", lines(folder, settings, TopicRole.PURCHASES));
            assertValid("tick", lines(folder, settings, TopicRole.CLOCK));
            List<String> models = lines(folder, settings, TopicRole.MODELS);
            Predicate<String> isModel = line -> line.contains("\"features\"");
            assertValid("segmentation-model", models.stream().filter(isModel).toList());
            assertValid("model-alias", models.stream().filter(isModel.negate()).toList());
            assertValid("customer-profile", lines(folder, settings, TopicRole.PROFILES));
            List<String> changes = lines(folder, settings, TopicRole.CHANGES);
            assertValid("segment-change", changes);
            for (String reason : List.of("FIRST_PURCHASE", "PURCHASE", "REFUND", "MODEL", "ERASED")) {
                assertThat(changes).anyMatch(change -> change.contains("\"reason\":\"" + reason + "\""));
            }
        }
    }

    private static void assertValid(String message, List<String> lines) {
        MessageSchema schema = MessageSchema.of(message);
        assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(schema.errors(line.getBytes(UTF_8)))
                .isEmpty());
    }

    private static List<String> lines(Path folder, Settings settings, TopicRole role) throws IOException {
        Path file = folder.resolve(role.key());
        new TopicDump(settings).write(settings.topics().of(role), file);
        return Files.readAllLines(file);
    }
}
