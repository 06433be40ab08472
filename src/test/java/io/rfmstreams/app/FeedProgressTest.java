package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.insights.TableFreshness;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedProgressTest {

    private static final TopicPartition FIRST = new TopicPartition("purchases", 0);
    private static final TopicPartition SECOND = new TopicPartition("purchases", 1);
    private static final long NOW = 5_000;

    private final FeedProgress progress = new FeedProgress();

    @Test
    void shouldBeAsOfNowWhenEverythingIsRead() {
        // Given
        read(FIRST, 1_000);

        // Then
        assertThat(progress.after(Map.of(FIRST, 0L, SECOND, 0L), true, NOW)).contains(new TableFreshness(NOW, 0));
    }

    @Test
    void shouldBeAsOfTheLastRecordOfThePartitionThatIsFurthestBehind() {
        // Given
        read(FIRST, 3_000);
        read(FIRST, 4_000);
        read(SECOND, 2_000);

        // Then
        assertThat(progress.after(Map.of(FIRST, 7L, SECOND, 2L), true, NOW)).contains(new TableFreshness(2_000, 9));
    }

    @Test
    void shouldIgnoreOldRecordsOfAPartitionThatIsReadToItsEnd() {
        // Given
        read(FIRST, 1_000);
        read(SECOND, 4_000);

        // Then
        assertThat(progress.after(Map.of(FIRST, 0L, SECOND, 1L), true, NOW)).contains(new TableFreshness(4_000, 1));
    }

    @Test
    void shouldNotBeKnownWhileALagIsNotKnown() {
        // Given
        Map<TopicPartition, @Nullable Long> lags = new HashMap<>();
        lags.put(FIRST, 0L);
        lags.put(SECOND, null);

        // Then
        assertThat(progress.after(lags, true, NOW)).isEmpty();
    }

    @Test
    void shouldNotBeKnownBeforeTheFirstRecordOfAPartitionThatHasSome() {
        // Then
        assertThat(progress.after(Map.of(FIRST, 1L), true, NOW)).isEmpty();
    }

    @Test
    void shouldNotBeKnownBeforeKafkaHasResponded() {
        // Then
        assertThat(progress.after(Map.of(FIRST, 0L), false, NOW)).isEmpty();
    }

    @Test
    void shouldBeAsOfTheLastResponseWhileKafkaIsAway() {
        // Given
        progress.after(Map.of(FIRST, 0L), true, NOW);

        // Then
        assertThat(progress.after(Map.of(FIRST, 0L), false, NOW + 60_000)).contains(new TableFreshness(NOW, 0));
    }

    private void read(TopicPartition partition, long writtenAt) {
        progress.read(FeedRecords.record(partition.topic(), partition.partition(), writtenAt, 10));
    }
}
