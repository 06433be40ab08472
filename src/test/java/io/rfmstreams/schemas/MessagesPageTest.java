package io.rfmstreams.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.Page;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.ChurnSignal;
import io.rfmstreams.segment.SegmentMove;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables and examples of docs/messages.md are those of the program. */
class MessagesPageTest {

    private static final Page PAGE = Page.of("docs/messages.md");
    private static final String FIELDS = "| field | meaning |";

    @Test
    void shouldListEveryTopicWithItsPolicy() {
        // When
        Map<String, String> policies = PAGE.table("## Topics", "| topic | key | value | policy |").stream()
                .collect(Collectors.toMap(
                        row -> row.get(0).replace("`", ""), row -> row.get(3).split("[,;]")[0]));

        // Then
        assertThat(policies)
                .isEqualTo(Arrays.stream(TopicRole.values())
                        .collect(Collectors.toMap(TopicRole::defaultName, MessagesPageTest::policy)));
    }

    private static String policy(TopicRole role) {
        return switch (role.policy()) {
            case COMPACT -> "compact";
            case DELETE -> "delete";
            case KEEP -> "keep";
            case DELETE_AFTER_30_DAYS -> "delete after 30 days";
        };
    }

    @Test
    void shouldExplainEveryReasonOfADeadLetter() {
        assertThat(PAGE.names("## Dead letters", "| reason | the record |"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RejectionReason.values())
                        .map(RejectionReason::code)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            purchase,           ## Purchases
            segment-change,     ## Segment changes
            churn-alert,        ## Churn alerts
            customer-profile,   ## Customer profiles
            customer-offer,     ## Offers
            segmentation-model, ## Models
            """)
    void shouldExplainEveryField(String message, String heading) throws IOException {
        // Given
        JsonNode schema = new ObjectMapper()
                .readTree(MessageSchema.FOLDER.resolve(message + ".schema.json").toFile());

        // When
        List<String> fields = schema.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .toList();

        // Then
        assertThat(PAGE.names(heading, FIELDS)).containsExactlyInAnyOrderElementsOf(fields);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            purchase         | {"orderId"
            purchase         | {"type":"REFUND"
            tick             | {"time"
            segment-change   | {"eventId"
            churn-alert      | {"alertId"
            customer-profile | {"customerId"
            customer-offer   | {"offerId"
            """)
    void shouldShowValidExamples(String message, String start) {
        // When
        String example = PAGE.block(start).stream().map(String::strip).collect(Collectors.joining());

        // Then
        assertThat(MessageSchema.of(message).errors(example.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void shouldShowAValidPurchaseInTheReadme() {
        assertThat(MessageSchema.of("purchase")
                        .errors(String.join("", Page.of("README.md").block("{\"orderId\""))
                                .getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void shouldNameEveryReasonDirectionAndKind() {
        // Given
        String changes = row("## Segment changes", "reason") + row("## Segment changes", "direction");

        // Then
        assertThat(Page.codes(changes))
                .contains("reason", "direction")
                .containsAll(Stream.concat(names(SegmentMove.Reason.values()), names(SegmentMove.Direction.values()))
                        .toList());
        assertThat(Page.codes(row("## Churn alerts", "kind")).skip(1))
                .containsExactlyInAnyOrderElementsOf(
                        names(ChurnSignal.Kind.values()).toList());
    }

    private static String row(String heading, String field) {
        return PAGE.table(heading, FIELDS).stream()
                .filter(row -> row.get(0).equals("`" + field + "`"))
                .map(row -> String.join(" ", row))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name);
    }
}
