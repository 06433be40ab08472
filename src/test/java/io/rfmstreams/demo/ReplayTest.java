package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.files.SourceRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Node[] NO_NODES = {};

    @Test
    void shouldSendATickBeforeRecordsAtOrAfterItsTime() {
        // Given
        MockProducer<byte[], byte[]> kafka = kafka(1, 1);
        DataSet data = data("2024-01-02T00:00:00Z", "2024-01-02T23:59:59Z", "2024-01-04T00:00:00Z");
        List<String> ticks = new ArrayList<>();
        ReplayListener listener = new ReplayListener() {
            @Override
            public void onTick(long time) {
                ticks.add(Timestamps.format(time) + " after " + kafka.history().size());
            }
        };

        // When
        ReplayReport report = replay(kafka, null).run(data, listener);

        // Then
        assertThat(sent(kafka))
                .containsExactly(
                        "2024-01-02T00:00:00Z",
                        "2024-01-02T23:59:59Z",
                        "tick 2024-01-03T00:00:00Z follows 1",
                        "tick 2024-01-04T00:00:00Z follows 1",
                        "2024-01-04T00:00:00Z",
                        "tick 2024-01-05T00:00:00Z follows 2");
        assertThat(ticks)
                .containsExactly(
                        "2024-01-03T00:00:00Z after 3", "2024-01-04T00:00:00Z after 4", "2024-01-05T00:00:00Z after 6");
        assertThat(report).isEqualTo(new ReplayReport(3, time("2024-01-05T00:00:00Z"), true));
    }

    @Test
    void shouldSendATickToEachPartition() {
        // Given
        MockProducer<byte[], byte[]> kafka = kafka(3, 3);

        // When
        replay(kafka, null).run(data("2024-01-02T10:00:00Z"), ReplayListener.NONE);

        // Then
        assertThat(kafka.history().subList(1, 4))
                .extracting(ProducerRecord::partition)
                .containsExactly(0, 1, 2);
        assertThat(kafka.history().subList(1, 4))
                .filteredOn(tick -> tick.headers().toArray().length == 1)
                .hasSize(1);
        assertThat(kafka.history()).extracting(ProducerRecord::timestamp).containsOnlyNulls();
    }

    @Test
    void shouldEndAtTheRequestedTime() {
        // Given
        MockProducer<byte[], byte[]> kafka = kafka(1, 1);
        DataSet data = data("2024-01-02T10:00:00Z", "2024-01-03T00:00:00Z", "2024-01-03T00:00:01Z");

        // When
        replay(kafka, time("2024-01-03T00:00:00Z")).run(data, ReplayListener.NONE);

        // Then
        assertThat(sent(kafka))
                .containsExactly("2024-01-02T10:00:00Z", "2024-01-03T00:00:00Z", "tick 2024-01-03T00:00:00Z follows 1");
    }

    @Test
    void shouldSendTheLastTickIfAllRecordsAreLater() {
        // Given
        MockProducer<byte[], byte[]> kafka = kafka(1, 1);

        // When
        replay(kafka, time("2024-01-01T05:00:00Z")).run(data("2024-01-02T10:00:00Z"), ReplayListener.NONE);

        // Then
        assertThat(sent(kafka)).containsExactly("tick 2024-01-01T05:00:00Z");
    }

    @Test
    void shouldSendInvalidDatesWithoutTicks() {
        // Given
        MockProducer<byte[], byte[]> kafka = kafka(1, 1);
        DataSet data = data("0001-01-01T00:00:00Z", "2024-01-02T10:00:00Z", "9999-01-01T00:00:00Z");

        // When
        replay(kafka, null).run(data, ReplayListener.NONE);

        // Then
        assertThat(sent(kafka))
                .containsExactly(
                        "0001-01-01T00:00:00Z",
                        "2024-01-02T10:00:00Z",
                        "9999-01-01T00:00:00Z",
                        "tick 2024-01-03T00:00:00Z follows 2");
    }

    @Test
    void shouldSendNothingForAnEmptyDataSet() {
        // Given
        MockProducer<byte[], byte[]> kafka = kafka(1, 1);

        // When
        ReplayReport report = replay(kafka, null).run(data(), ReplayListener.NONE);

        // Then
        assertThat(report.lastTick()).isNull();
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void shouldStopIfKafkaRefusesARecord() {
        // Given
        MockProducer<byte[], byte[]> kafka = kafka(1, 1);
        kafka.sendException = new KafkaException("the disk is full");

        // When
        assertThatThrownBy(() -> replay(kafka, null).run(data("2024-01-02T10:00:00Z"), ReplayListener.NONE))

                // Then
                .isInstanceOf(ReplayException.class)
                .hasMessage("Kafka acknowledged 0 of 1 records: the disk is full");
        assertThat(kafka.closed()).isTrue();
    }

    @Test
    void shouldFailWithTheNumberOfAcknowledgedRecords() {
        // Given
        MockProducer<byte[], byte[]> kafka = kafkaThatAcknowledges(1);
        DataSet data = data("2024-01-02T10:00:00Z", "2024-01-02T11:00:00Z", "2024-01-02T12:00:00Z");

        // When
        assertThatThrownBy(() -> replay(kafka, null).run(data, ReplayListener.NONE))

                // Then
                .isInstanceOf(ReplayException.class)
                .hasMessage("Kafka acknowledged 1 of 3 records: no response");
    }

    @Test
    void shouldFailIfAnInterruptedStreamIsNotAcknowledged() {
        // Given
        MockProducer<byte[], byte[]> kafka = kafkaThatAcknowledges(1);

        // When
        assertThatThrownBy(() -> replay(kafka, null).stream(endless(), interruptAfter(3)))

                // Then
                .isInstanceOf(ReplayException.class)
                .hasMessage("Kafka acknowledged 1 of 3 records: no response");
    }

    @Test
    void shouldReportTheAcknowledgedRecordsOfAnInterruptedStream() {
        // Given
        MockProducer<byte[], byte[]> kafka = kafkaThatAcknowledges(3);

        // When
        ReplayReport report = replay(kafka, null).stream(endless(), interruptAfter(3));

        // Then
        assertThat(report).isEqualTo(new ReplayReport(3, null, false));
    }

    @Test
    void shouldSortRecordsOfAnyTimeAndKey() {
        // Given
        try (SortedRecords sorted = new SortedRecords()) {
            sorted.accept(new SourceRecord.Line(null, "third".getBytes(UTF_8), 5), 9);
            sorted.accept(new SourceRecord.Line("c2", "second".getBytes(UTF_8), 5), 8);
            sorted.accept(new SourceRecord.Line("Zoë", "first".getBytes(UTF_8), -7), 10);

            // When
            List<SourceRecord> records = new ArrayList<>();
            sorted.forEach(records::add);

            // Then
            assertThat(records)
                    .extracting(record ->
                            record.customerId() + " " + new String(record.value(), UTF_8) + " " + record.time())
                    .containsExactly("Zoë first -7", "c2 second 5", "null third 5");
            assertThat(sorted.count()).isEqualTo(3);
            assertThat(sorted.firstValidTime()).isEqualTo(5);
        }
    }

    @Test
    void shouldRefuseTopicsWithDifferentNumbersOfPartitions() {
        // Given
        MockProducer<byte[], byte[]> kafka = kafka(2, 1);

        // When
        assertThatThrownBy(() -> replay(kafka, null))

                // Then
                .isInstanceOf(ReplayException.class)
                .hasMessage("the topics purchases and clock must have the same number of partitions, but have 2 and 1");
        assertThat(kafka.closed()).isTrue();
    }

    private static Replay replay(MockProducer<byte[], byte[]> kafka, @Nullable Long endAt) {
        return new Replay(
                kafka,
                new ReplayOptions(
                        "purchases", "clock", Double.POSITIVE_INFINITY, new DateLimits(Duration.ofDays(1)), endAt),
                CLOCK);
    }

    private static MockProducer<byte[], byte[]> kafka(int purchases, int clock) {
        return new MockProducer<>(
                cluster(purchases, clock), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Cluster cluster(int purchases, int clock) {
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int i = 0; i < purchases; i++) {
            partitions.add(new PartitionInfo("purchases", i, Node.noNode(), NO_NODES, NO_NODES));
        }
        for (int i = 0; i < clock; i++) {
            partitions.add(new PartitionInfo("clock", i, Node.noNode(), NO_NODES, NO_NODES));
        }
        return new Cluster("test", List.of(), partitions, Set.of(), Set.of());
    }

    private static MockProducer<byte[], byte[]> kafkaThatAcknowledges(int records) {
        return new MockProducer<>(cluster(1, 1), false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized void flush() {
                complete();
            }

            @Override
            public void close(Duration timeout) {
                complete();
                super.close(timeout);
            }

            private void complete() {
                for (int i = 0; i < records && completeNext(); i++) {}
                while (errorNext(new KafkaException("no response"))) {}
            }
        };
    }

    private static Iterator<SourceRecord> endless() {
        return Stream.generate(() -> data("2024-01-02T10:00:00Z").records().get(0))
                .iterator();
    }

    /** Returns a listener that interrupts the thread after a number of records. */
    private static ReplayListener interruptAfter(int records) {
        return new ReplayListener() {
            @Override
            public void onProgress(long sent, long total) {
                if (sent == records) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private static DataSet data(String... dates) {
        List<SourceRecord> records = new ArrayList<>();
        for (String date : dates) {
            records.add(new SourceRecord.Line("c", date.getBytes(UTF_8), time(date)));
        }
        return new DataSet(records, new TreeMap<>());
    }

    private static long time(String date) {
        return Timestamps.parse(date);
    }

    private static List<String> sent(MockProducer<byte[], byte[]> kafka) {
        return kafka.history().stream().map(ReplayTest::show).toList();
    }

    private static String show(ProducerRecord<byte[], byte[]> message) {
        String value = new String(message.value(), UTF_8);
        if (message.topic().equals("purchases")) {
            return value;
        }
        Header follows = message.headers().lastHeader(TickJson.FOLLOWS_HEADER);
        String time = value.replace("{\"time\":\"", "tick ").replace("\"}", "");
        return follows == null ? time : time + " follows " + new String(follows.value(), UTF_8);
    }
}
