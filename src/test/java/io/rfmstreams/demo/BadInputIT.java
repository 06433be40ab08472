package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ProfileTopic;
import io.rfmstreams.app.ResourceCloser;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.files.SourceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A fifth of the lines of a file is malformed, in all possible ways. */
class BadInputIT {

    private static final int LINES = 1_000;
    private static final int BROKEN_EVERY = 5;

    /**
     * A kind of malformed line.
     *
     * @param template the line with single quotes; {@code #} is replaced by its number, {@code WHO} and {@code WHEN} by valid
     *     fields
     */
    private record Fault(RejectionReason reason, String template) {

        String line(int number) {
            return template.replace("WHO", "'customerId':'c1'")
                    .replace("WHEN", "'occurredAt':'2024-05-01T10:00:00Z'")
                    .replace('\'', '"')
                    .replace("#", String.valueOf(number));
        }
    }

    private static final Pattern CUSTOMER = Pattern.compile("\"customerId\":\"([^\"]*)\"");
    private static final long TIME = Timestamps.parse("2024-05-01T10:00:00Z");

    private static final List<Fault> FAULTS = List.of(
            new Fault(RejectionReason.BAD_JSON, "this is not JSON #"),
            new Fault(RejectionReason.BAD_JSON, "[#]"),
            new Fault(RejectionReason.BAD_JSON, "{'orderId':'#',WHO,'amount':"),
            new Fault(RejectionReason.BAD_JSON, "{'orderId':'#',WHO,'amount':1,WHEN} {}"),
            new Fault(RejectionReason.BAD_JSON, "{'orderId':'#','orderId':'2',WHO,'amount':1,WHEN}"),
            new Fault(RejectionReason.NO_KEY, "{'orderId':'#','amount':1,WHEN}"),
            new Fault(RejectionReason.NO_KEY, "{'orderId':'#','customerId':null,'amount':1,WHEN}"),
            new Fault(RejectionReason.NO_KEY, "{'orderId':'#','customerId':7,'amount':1,WHEN}"),
            new Fault(RejectionReason.MISSING_ID, "{'note':#,WHO,'amount':1,WHEN}"),
            new Fault(RejectionReason.BAD_ID, "{'orderId':'" + "9".repeat(128) + "#',WHO,'amount':1,WHEN}"),
            new Fault(RejectionReason.BAD_ID, "{'orderId':#,WHO,'amount':1,WHEN}"),
            new Fault(RejectionReason.BAD_ID, "{'orderId':'\\u0007#',WHO,'amount':1,WHEN}"),
            new Fault(RejectionReason.BAD_ID, "{'orderId':'#','customerId':'','amount':1,WHEN}"),
            new Fault(RejectionReason.BAD_ID, "{'orderId':'#','customerId':'" + "ü".repeat(65) + "','amount':1,WHEN}"),
            new Fault(RejectionReason.BAD_TYPE, "{'orderId':'#',WHO,'type':'GIFT','amount':1,WHEN}"),
            new Fault(RejectionReason.BAD_TYPE, "{'orderId':'#',WHO,'type':1,'amount':1,WHEN}"),
            new Fault(RejectionReason.MISSING_REFUND_ID, "{'orderId':'#',WHO,'type':'REFUND','amount':1,WHEN}"),
            new Fault(RejectionReason.BAD_AMOUNT, "{'orderId':'#',WHO,WHEN}"),
            new Fault(RejectionReason.BAD_AMOUNT, "{'orderId':'#',WHO,'amount':-0.01,WHEN}"),
            new Fault(RejectionReason.BAD_AMOUNT, "{'orderId':'#',WHO,'amount':-5.5,WHEN}"),
            new Fault(RejectionReason.BAD_AMOUNT, "{'orderId':'#',WHO,'amount':-0.0001,WHEN}"),
            new Fault(RejectionReason.BAD_AMOUNT, "{'orderId':'#',WHO,'amount':'12',WHEN}"),
            new Fault(RejectionReason.BAD_AMOUNT, "{'orderId':'#',WHO,'amount':1e-999999999,WHEN}"),
            new Fault(RejectionReason.AMOUNT_TOO_LARGE, "{'orderId':'#',WHO,'amount':1000000000000.01,WHEN}"),
            new Fault(RejectionReason.AMOUNT_TOO_LARGE, "{'orderId':'#',WHO,'amount':1e999999999,WHEN}"),
            new Fault(RejectionReason.WRONG_CURRENCY, "{'orderId':'#',WHO,'amount':1,'currency':'USD',WHEN}"),
            new Fault(RejectionReason.WRONG_CURRENCY, "{'orderId':'#',WHO,'amount':1,'currency':978,WHEN}"),
            new Fault(RejectionReason.BAD_DATE, "{'orderId':'#',WHO,'amount':1}"),
            new Fault(RejectionReason.BAD_DATE, "{'orderId':'#',WHO,'amount':1,'occurredAt':'2024-05-01T10:00:00'}"),
            new Fault(RejectionReason.BAD_DATE, "{'orderId':'#',WHO,'amount':1,'occurredAt':'2024-02-30T10:00:00Z'}"),
            new Fault(RejectionReason.BAD_DATE, "{'orderId':'#',WHO,'amount':1,'occurredAt':1714557600}"),
            new Fault(
                    RejectionReason.ANCIENT_DATE, "{'orderId':'#',WHO,'amount':1,'occurredAt':'1969-12-31T23:59:59Z'}"),
            new Fault(
                    RejectionReason.FUTURE_DATE, "{'orderId':'#',WHO,'amount':1,'occurredAt':'9999-12-31T23:59:59Z'}"));

    @Test
    void shouldRejectMalformedLinesAndContinue() throws Exception {
        // Given
        Map<String, RejectionReason> broken = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < LINES; number++) {
            if (number % BROKEN_EVERY == BROKEN_EVERY - 1) {
                Fault fault = FAULTS.get(number / BROKEN_EVERY % FAULTS.size());
                broken.put(fault.line(number), fault.reason());
                lines.add(fault.line(number));
            } else {
                lines.add(good(number));
            }
        }
        Configuration configuration = Configuration.load(Map.of("rfm.currency", "EUR"), Map.of(), null);
        DataSet data = new DataSet(lines.stream().map(BadInputIT::unchanged).toList(), new TreeMap<>());
        DemoOptions options =
                new DemoOptions(null, data, false, Double.POSITIVE_INFINITY, null, TrainingSchedule.AT_END, 0);
        try (ResourceCloser lifetime = new ResourceCloser()) {
            Demo demo = new Demo(configuration, options, new DemoListener() {}, lifetime);

            // When
            DemoResult result = demo.run();
            try (TestTopics topics = new TestTopics(result.settings().kafka().bootstrapServers())) {
                topics.send("purchases", "one more", good(LINES).replace("c100", "one more"));

                // Then
                assertThat(broken).hasSize(200);
                assertThat(result.counts()).containsEntry("orders", 800L).containsEntry("customers", 100L);
                assertThat(deadLetterCounts(result)).isEqualTo(countByReason(broken));
                assertThat(data.dropped()).isEmpty();
                Map<String, ConsumerRecord<byte[], byte[]>> sent = topics.read("purchases", LINES + 1).stream()
                        .collect(Collectors.toMap(BadInputIT::place, record -> record));
                List<ConsumerRecord<byte[], byte[]>> letters = topics.read("rfm-dead-letters", broken.size());
                assertThat(letters)
                        .extracting(letter -> new String(letter.value(), UTF_8))
                        .containsExactlyInAnyOrderElementsOf(broken.keySet());
                assertThat(letters).allSatisfy(letter -> {
                    RejectionReason reason = Objects.requireNonNull(broken.get(new String(letter.value(), UTF_8)));
                    assertThat(header(letter, "error")).isEqualTo(reason.code());
                    assertThat(header(letter, "__streams.errors.message")).startsWith(reason.code() + ": ");
                    assertThat(header(letter, "__streams.errors.exception")).endsWith("RejectedRecordException");
                    assertThat(header(letter, "__streams.errors.topic")).isEqualTo("purchases");
                    ConsumerRecord<byte[], byte[]> original =
                            Objects.requireNonNull(sent.get(header(letter, "__streams.errors.partition") + " "
                                    + header(letter, "__streams.errors.offset")));
                    assertThat(letter.key()).isEqualTo(original.key());
                    assertThat(letter.value()).isEqualTo(original.value());
                });
                await().untilAsserted(() -> assertThat(
                                new ProfileTopic(result.settings()).read().profiles())
                        .extracting(CustomerProfile::customerId)
                        .hasSize(101)
                        .contains("one more"));
            }
        }
    }

    private static String good(int number) {
        String currency = number % 2 == 0 ? ",\"currency\":\"EUR\"" : "";
        return "{\"orderId\":\"" + number + "\",\"customerId\":\"c" + number / 10 + "\",\"amount\":" + number + ".25"
                + currency + ",\"occurredAt\":\"2024-05-" + (10 + number / 100) + "T10:00:00Z\"}";
    }

    private static Map<String, Long> deadLetterCounts(DemoResult result) {
        String prefix = "deadLetters.";
        Map<String, Long> counts = new TreeMap<>();
        result.counts().forEach((name, count) -> {
            if (name.startsWith(prefix) && count > 0) {
                counts.put(name.substring(prefix.length()), count);
            }
        });
        return counts;
    }

    private static Map<String, Long> countByReason(Map<String, RejectionReason> broken) {
        return broken.values().stream()
                .collect(Collectors.groupingBy(RejectionReason::code, TreeMap::new, Collectors.counting()));
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + " " + record.offset();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name), name).value(), UTF_8);
    }

    /** Returns a line that is not corrected by the reader of files, with its customer id as the key. */
    private static SourceRecord unchanged(String line) {
        Matcher customer = CUSTOMER.matcher(line);
        return new SourceRecord.Line(customer.find() ? customer.group(1) : null, line.getBytes(UTF_8), TIME);
    }
}
