package io.rfmstreams.app;

import io.rfmstreams.insights.TableFreshness;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Derives how far the records that were read follow the topics. A partition that was read to its end is as of now. Another one is
 * as of the last record that was read from it, whose timestamp is the wall-clock time at which it was written.
 */
final class FeedProgress {

    private final Map<TopicPartition, Long> lastWritten = new HashMap<>();
    private @Nullable Long upToDateAt;

    void read(ConsumerRecord<?, ?> record) {
        lastWritten.put(new TopicPartition(record.topic(), record.partition()), record.timestamp());
    }

    /**
     * Returns the freshness after a poll.
     *
     * @param lags the lag of each partition, null where it is not known
     * @param hasHeardFromKafka whether Kafka has responded since the last call
     * @param now wall-clock time, epoch milliseconds
     * @return empty while the lag or the place of a partition is not known
     */
    Optional<TableFreshness> after(Map<TopicPartition, @Nullable Long> lags, boolean hasHeardFromKafka, long now) {
        if (hasHeardFromKafka) {
            upToDateAt = now;
        }
        if (upToDateAt == null) {
            return Optional.empty();
        }
        long asOf = upToDateAt;
        long total = 0;
        for (Map.Entry<TopicPartition, @Nullable Long> lag : lags.entrySet()) {
            Long behind = lag.getValue();
            if (behind == null) {
                return Optional.empty();
            }
            if (behind > 0) {
                Long written = lastWritten.get(lag.getKey());
                if (written == null) {
                    return Optional.empty();
                }
                asOf = Math.min(asOf, written);
                total += behind;
            }
        }
        return Optional.of(new TableFreshness(asOf, total));
    }
}
