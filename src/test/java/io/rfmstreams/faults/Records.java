package io.rfmstreams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.app.Installation;
import io.rfmstreams.contract.DeadLetterHeaders;
import io.rfmstreams.contract.TopicRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the committed records of the output topics. */
final class Records {

    private Records() {}

    static Results of(Installation installation) {
        return new Results(
                byCustomer(installation.read(TopicRole.CHANGES)),
                byCustomer(installation.read(TopicRole.ALERTS)),
                last(installation.read(TopicRole.PROFILES)),
                installation.read(TopicRole.DEAD_LETTERS).stream()
                        .map(Records::deadLetter)
                        .sorted()
                        .toList());
    }

    private static Map<String, List<String>> byCustomer(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, List<String>> values = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            values.computeIfAbsent(new String(record.key(), UTF_8), id -> new ArrayList<>())
                    .add(new String(record.value(), UTF_8));
        }
        return values;
    }

    private static Map<String, String> last(List<ConsumerRecord<byte[], byte[]>> profiles) {
        Map<String, String> last = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : profiles) {
            if (record.value() == null) {
                last.remove(new String(record.key(), UTF_8));
            } else {
                last.put(new String(record.key(), UTF_8), new String(record.value(), UTF_8));
            }
        }
        return last;
    }

    private static String deadLetter(ConsumerRecord<byte[], byte[]> record) {
        String topic = header(record, DeadLetterHeaders.TOPIC);
        return Expected.deadLetter(
                topic.substring(topic.indexOf('.') + 1),
                Integer.parseInt(header(record, DeadLetterHeaders.PARTITION)),
                Long.parseLong(header(record, DeadLetterHeaders.OFFSET)),
                header(record, DeadLetterHeaders.ERROR));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
