package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.insights.TableFreshness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The read model follows the topics, and continues where it stopped. */
@Timeout(300)
class InsightsFeedIT {

    private static final int SOME = 4_000;

    private static final EmbeddedTestBroker BROKER = new EmbeddedTestBroker();

    @BeforeAll
    static void start() {
        BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void shouldHoldWhatTheTopicsHold(@TempDir Path folder) {
        // Given
        Installation shop = Installation.create(BROKER.bootstrapServers(), "follow", folder);
        write(shop, 1);

        // When
        try (Insights insights = open(shop)) {
            awaitWritten(shop, insights);

            // Then
            assertSame(shop, insights);
        }
    }

    @Test
    void shouldContinueWhereItStopped(@TempDir Path folder) {
        // Given
        Installation shop = Installation.create(BROKER.bootstrapServers(), "continue", folder);
        write(shop, 1);
        try (Insights insights = open(shop)) {
            awaitWritten(shop, insights);
        }
        write(shop, 2);

        // When
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Insights insights = open(shop, meters)) {
            awaitWritten(shop, insights);

            // Then
            assertSame(shop, insights);
            assertThat(meters.get("rfm.insights.records").counters().stream()
                            .mapToDouble(counter -> counter.count())
                            .sum())
                    .isPositive()
                    .isLessThan(SOME * 2);
        }
    }

    @Test
    void shouldBeBuiltAgainAfterATopicWasRecreated(@TempDir Path folder) throws Exception {
        // Given
        Installation shop = Installation.create(BROKER.bootstrapServers(), "anew", folder);
        write(shop, 1);
        try (Insights insights = open(shop)) {
            awaitWritten(shop, insights);
        }

        // When
        try (Admin admin = shop.settings().kafka().admin()) {
            List<String> topics = List.of(
                    shop.settings().topics().of(TopicRole.PROFILES),
                    shop.settings().topics().of(TopicRole.CHANGES));
            admin.deleteTopics(topics).all().get();
            await().until(() -> admin.listTopics().names().get().stream().noneMatch(topics::contains));
            new TopicAdmin(admin, shop.settings().topics()).createMissing(2, (short) 1);
        }
        write(shop, 3);

        // Then
        try (Insights insights = open(shop)) {
            awaitWritten(shop, insights);
            assertSame(shop, insights);
        }
    }

    @Test
    void shouldMeasureItsDelay(@TempDir Path folder) {
        // Given
        Installation shop = Installation.create(BROKER.bootstrapServers(), "events", folder);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Insights insights = new Insights(shop.settings(), meters)) {
            insights.start();
            await().until(() -> insights.model().freshness().isPresent());

            // When
            write(shop, 4);
            awaitWritten(shop, insights);

            // Then
            await().until(() -> insights.model()
                    .freshness()
                    .filter(freshness -> freshness.lag() == 0)
                    .isPresent());
            TableFreshness freshness = insights.model().freshness().orElseThrow();
            assertThat(freshness.asOf()).isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
            assertThat(meters.get("rfm.insights.delay").timer().count()).isPositive();
            assertThat(meters.get("rfm.insights.malformed").counters().stream()
                            .mapToDouble(counter -> counter.count())
                            .sum())
                    .isPositive();
            assertThat(meters.get("rfm.insights.lag").gauge().value()).isZero();
        }
    }

    private static Insights open(Installation shop) {
        return open(shop, new SimpleMeterRegistry());
    }

    private static Insights open(Installation shop, SimpleMeterRegistry meters) {
        Insights insights = new Insights(shop.settings(), meters);
        insights.start();
        return insights;
    }

    private static void write(Installation shop, long seed) {
        try (FeedLoad load = new FeedLoad(shop.settings(), seed)) {
            for (int i = 0; i < 8; i++) {
                load.write(SOME / 8);
            }
        }
    }

    private static void awaitWritten(Installation shop, Insights insights) {
        try (Admin admin = shop.settings().kafka().admin()) {
            new FeedCatchUp(insights.feed(), admin, shop.settings()).awaitWritten();
        }
    }

    private static void assertSame(Installation shop, Insights insights) {
        ReadModel model = insights.model();
        Map<String, List<String>> tables = TopicTables.of(model);
        assertThat(tables.get("customers")).hasSizeGreaterThan(100);
        assertThat(tables.get("changes")).hasSizeGreaterThan(100);
        assertThat(tables.get("purchases")).hasSizeGreaterThan(100);
        assertThat(TopicTables.differences(tables, TopicTables.of(shop.settings())))
                .isEmpty();
    }
}
