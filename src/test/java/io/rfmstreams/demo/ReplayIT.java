package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.rfm.DayBucket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class ReplayIT {

    private static final int PARTITIONS = 3;

    @Test
    void shouldReplayTheLabWithTheOffsetsThatTicksFollow() {
        // Given
        DataSet lab = DataSets.lab();
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary();
                TestTopics topics = new TestTopics(broker.bootstrapServers())) {
            topics.create("purchases", PARTITIONS);
            topics.create("clock", PARTITIONS);

            // When
            ReplayReport report;
            try (Replay replay = replay(broker, "clock")) {
                report = replay.run(lab, ReplayListener.NONE);
            }

            // Then
            assertThat(report.sent()).isEqualTo(20_334);
            assertThat(report.lastTick()).isEqualTo((lastOf(lab) / DayBucket.DAY_MILLIS + 1) * DayBucket.DAY_MILLIS);
            List<ConsumerRecord<byte[], byte[]>> ticks = topics.read("clock", PARTITIONS * 722);
            assertThat(ticks).hasSize(PARTITIONS * 722);
            Map<Integer, long[]> times = datesByPartition(topics.read("purchases", 20_334));
            for (ConsumerRecord<byte[], byte[]> tick : ticks) {
                Header follows = tick.headers().lastHeader(TickJson.FOLLOWS_HEADER);
                long last = follows == null ? -1 : Long.parseLong(new String(follows.value(), UTF_8));
                long time = ((InputRecord.Tick) TickJson.decode(tick.value())).time();
                long before = LongStream.of(times.get(tick.partition()))
                        .filter(date -> date < time)
                        .count();
                assertThat(last).isEqualTo(before - 1);
            }
        }
    }

    @Test
    void shouldReportAMissingTopic() {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary()) {

            // When
            assertThatThrownBy(() -> replay(broker, "clock"))

                    // Then
                    .isInstanceOf(ReplayException.class)
                    .hasMessageStartingWith("cannot find the topic purchases: ");
        }
    }

    private static Replay replay(EmbeddedBroker broker, String clockTopic) {
        return Replay.connect(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", 2_000),
                ReplayOptions.everything("purchases", clockTopic));
    }

    private static long lastOf(DataSet data) {
        return data.records().get(data.records().size() - 1).time();
    }

    private static Map<Integer, long[]> datesByPartition(List<ConsumerRecord<byte[], byte[]>> messages) {
        Map<Integer, long[]> dates = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int wanted = partition;
            dates.put(
                    partition,
                    messages.stream()
                            .filter(message -> message.partition() == wanted)
                            .mapToLong(message -> ((InputRecord.Event) PurchaseJson.decode(message.value()))
                                    .event()
                                    .occurredAt())
                            .toArray());
        }
        return dates;
    }
}
