package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentOrigin;
import io.rfmstreams.segment.SegmentProfile;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {

    private static final Duration MONTH = Duration.ofDays(30);

    private static final PercentileProfile CHAMPIONS = new PercentileProfile(0.9, 0.92, 0.92);
    private static final PercentileProfile CANT_LOSE = new PercentileProfile(0.12, 0.88, 0.9);
    private static final PercentileProfile LOST = new PercentileProfile(0.1, 0.12, 0.12);
    private static final PercentileProfile HIBERNATING = new PercentileProfile(0.24, 0.36, 0.36);

    @Test
    void shouldRankByArchetypeThenBySpend() {
        // Given
        List<Cluster> clusters =
                List.of(fresh(LOST, 5), fresh(CHAMPIONS, 100), fresh(CANT_LOSE, 900), fresh(CHAMPIONS, 300));

        // When
        List<Segment> segments = NamedCluster.segments(naming().name(clusters));

        // Then
        assertThat(segments)
                .extracting(Segment::name)
                .containsExactly("Champions", "Champions II", "Can't Lose", "Lost");
        assertThat(segments).extracting(Segment::id).containsExactly("champions", "champions-2", "cant-lose", "lost");
        assertThat(segments).extracting(Segment::rank).containsExactly(1, 2, 3, 4);
        assertThat(segments.get(0).profile()).isEqualTo(new SegmentProfile(40, 1, 300, 300));
    }

    @Test
    void shouldKeepTheNameOfThePredecessorAndMakeTheIdOfIt() {
        // Given
        List<Cluster> clusters = List.of(
                successor(CHAMPIONS, 300, "champions-2", "Champions II"),
                successor(CHAMPIONS, 100, "vip", "Champions"));

        // When
        List<Segment> segments = NamedCluster.segments(naming().name(clusters));

        // Then
        assertThat(segments).extracting(Segment::name).containsExactly("Champions II", "Champions");
        assertThat(segments).extracting(Segment::id).containsExactly("champions-2", "champions");
        assertThat(segments).extracting(Segment::archetype).containsOnly("champions");
        assertThat(segments).extracting(segment -> segment.origin().continues()).containsExactly("champions-2", "vip");
    }

    @Test
    void shouldGiveNoFadingNameToCustomersWhoBoughtLately() {
        // Given
        Cluster aged = aged(LOST, 30);
        Cluster fresh = aged(LOST, 29.9);
        Cluster renamed = aged(LOST, 29.9).withPredecessor(segment("lost", "Lost"), SegmentOrigin.Kind.SAME);

        // When
        List<String> names = List.of(aged, fresh, renamed).stream()
                .map(cluster -> NamedCluster.segments(naming().name(List.of(cluster)))
                        .get(0)
                        .id())
                .toList();

        // Then
        assertThat(names).containsExactly("lost", "occasional", "occasional");
    }

    @Test
    void shouldNameByTheFadingArchetypesIfThereAreNoOthers() {
        // Given
        Archetypes fading = new Archetypes(Archetypes.DEFAULTS.ranked().stream()
                .filter(Archetype::isFading)
                .toList());

        // When
        List<NamedCluster> named = new ArchetypeNaming(fading, MONTH).name(List.of(aged(LOST, 1)));

        // Then
        assertThat(named).extracting(NamedCluster::archetype).containsExactly("lost");
    }

    @Test
    void shouldKeepTheNameWhileAnotherArchetypeIsNearerByLessThanTheMargin() {
        // Given
        Cluster within = successor(between(0.45), 10, "lost", "Lost");
        Cluster beyond = successor(between(0.40), 10, "lost", "Lost");

        // When
        List<String> names = List.of(within, beyond).stream()
                .map(cluster -> naming().name(List.of(cluster)).get(0).name().toString())
                .toList();

        // Then
        assertThat(names).containsExactly("Lost", "Hibernating");
    }

    @Test
    void shouldNotKeepANameThatBelongsToNoArchetype() {
        // Given
        Cluster cluster = successor(CHAMPIONS, 10, "loyal-customers", "Loyal Customers");

        // When
        Segment segment = NamedCluster.segments(naming().name(List.of(cluster))).get(0);

        // Then
        assertThat(segment.name()).isEqualTo("Champions");
        assertThat(segment.id()).isEqualTo("champions");
    }

    @Test
    void shouldMakeIdsOfNamesWhateverTheIdsOfTheParent() {
        // Given
        List<Cluster> clusters = List.of(
                fresh(CHAMPIONS, 300),
                successor(LOST, 5, "champions", "Lost"),
                successor(CANT_LOSE, 5, "lost", "Lost"));

        // When
        List<Segment> segments = NamedCluster.segments(naming().name(clusters));

        // Then
        assertThat(segments).extracting(Segment::id).containsExactly("champions", "cant-lose", "lost");
        assertThat(segments).extracting(Segment::name).containsExactly("Champions", "Can't Lose", "Lost");
    }

    @Test
    void shouldNotLetANumeralMakeTheIdOfAnotherArchetype() {
        // Given
        Archetypes archetypes = new Archetypes(List.of(
                new Archetype("vip", "VIP", CHAMPIONS, "Call them"),
                new Archetype("second", "VIP 2", LOST, "Mail them")));

        // When
        List<Segment> segments = NamedCluster.segments(new ArchetypeNaming(archetypes, MONTH)
                .name(List.of(fresh(CHAMPIONS, 9), fresh(LOST, 1), fresh(CHAMPIONS, 8), fresh(LOST, 0.5))));

        // Then
        assertThat(segments).extracting(Segment::id).doesNotHaveDuplicates();
    }

    @Test
    void shouldNameBySpendOnly() {
        // Given
        List<Cluster> clusters = List.of(
                successor(CHAMPIONS, 1, "champions", "Champions"),
                fresh(LOST, 400),
                fresh(LOST, 30),
                successor(LOST, 200, "at-risk", "At-Risk"));

        // When
        List<Segment> segments = NamedCluster.segments(new SpendRankNaming(Archetypes.DEFAULTS).name(clusters));

        // Then
        assertThat(segments)
                .extracting(Segment::name)
                .containsExactly("Champions", "Loyal Customers", "At-Risk", "Lost / Inactive");
        assertThat(segments)
                .extracting(Segment::id)
                .containsExactly("champions", "loyal-customers", "at-risk", "lost-inactive");
    }

    @Test
    void shouldHaveDistinctNamesBySpendForEveryNumberOfSegments() {
        for (int k = TrainingOptions.MIN_K; k <= TrainingOptions.MAX_K; k++) {
            // Given
            List<Cluster> clusters =
                    IntStream.range(0, k).mapToObj(spend -> fresh(LOST, spend)).toList();

            // When
            List<String> names = new SpendRankNaming(Archetypes.DEFAULTS)
                    .name(clusters).stream()
                            .map(named -> named.name().toString())
                            .toList();

            // Then
            assertThat(names)
                    .hasSize(k)
                    .doesNotHaveDuplicates()
                    .startsWith("Champions")
                    .endsWith("Lost / Inactive");
        }
    }

    @Test
    void shouldFindEachArchetypeByItsPercentiles() {
        assertThat(Archetypes.DEFAULTS.ranked()).hasSize(9).allSatisfy(archetype -> assertThat(
                        Archetypes.DEFAULTS.nearest(archetype.percentiles(), false))
                .isEqualTo(archetype));
    }

    @ParameterizedTest
    @CsvSource({
        "0.30, 0.70, 0.75, At-Risk",
        "0.20, 0.60, 0.60, At-Risk",
        "0.10, 0.90, 0.95, Can't Lose",
        "0.12, 0.10, 0.15, Lost",
        "0.05, 0.20, 0.05, Lost",
        "0.85, 0.10, 0.20, Promising",
        "0.95, 0.20, 0.10, Promising",
        "0.50, 0.50, 0.50, Potential Loyalist"
    })
    void shouldNameByTheNearestArchetype(double recency, double frequency, double monetary, String name) {
        assertThat(Archetypes.DEFAULTS
                        .nearest(new PercentileProfile(recency, frequency, monetary), false)
                        .label())
                .isEqualTo(name);
    }

    @Test
    void shouldNameByCustomArchetypes() {
        // Given
        Archetypes archetypes = new Archetypes(List.of(
                new Archetype("vip", "VIP", CHAMPIONS, "Call them"), new Archetype("rest", "Rest", LOST, "Mail them")));

        // When
        List<Segment> segments = NamedCluster.segments(new ArchetypeNaming(archetypes, MONTH)
                .name(List.of(fresh(HIBERNATING, 1), successor(CHAMPIONS, 9, "champions", "Champions"))));

        // Then
        assertThat(segments).extracting(Segment::name).containsExactly("VIP", "Rest");
        assertThat(segments).extracting(Segment::id).containsExactly("vip", "rest");
        assertThat(segments).extracting(Segment::action).containsExactly("Call them", "Mail them");
    }

    /** Returns a point on the line from Hibernating (0) to Lost (1). */
    private static PercentileProfile between(double share) {
        return new PercentileProfile(
                HIBERNATING.recency() + share * (LOST.recency() - HIBERNATING.recency()),
                HIBERNATING.frequency() + share * (LOST.frequency() - HIBERNATING.frequency()),
                HIBERNATING.monetary() + share * (LOST.monetary() - HIBERNATING.monetary()));
    }

    private static Cluster fresh(PercentileProfile percentiles, double meanSpend) {
        return cluster(percentiles, meanSpend, 40);
    }

    private static Cluster successor(PercentileProfile percentiles, double meanSpend, String id, String name) {
        return cluster(percentiles, meanSpend, 40).withPredecessor(segment(id, name), SegmentOrigin.Kind.SAME);
    }

    private static Cluster aged(PercentileProfile percentiles, double meanRecency) {
        return cluster(percentiles, 1, meanRecency);
    }

    private static Segment segment(String id, String name) {
        return new Segment(id, name, 1, new RfmPoint(0, 0, 0), null, 1, 0, "");
    }

    private static ArchetypeNaming naming() {
        return new ArchetypeNaming(Archetypes.DEFAULTS, MONTH);
    }

    private static Cluster cluster(PercentileProfile percentiles, double meanSpend, double meanRecency) {
        return new Cluster(
                0,
                new RfmPoint(0, 0, 0),
                1,
                new SegmentProfile(meanRecency, 1, meanSpend, meanSpend),
                0.5,
                percentiles,
                null,
                SegmentOrigin.Kind.NEW);
    }
}
