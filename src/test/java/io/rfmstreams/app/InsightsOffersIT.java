package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rfmstreams.contract.CustomerOffer;
import io.rfmstreams.contract.CustomerOfferJson;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.question.Answer;
import io.rfmstreams.insights.question.ForecastRules;
import io.rfmstreams.insights.question.SizeForecasts;
import io.rfmstreams.insights.question.Snapshots;
import io.rfmstreams.insights.question.TableQueries;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Offers that are sent to the topic are in the answers to questions 2, 4 and 11 of docs/insights.md. */
@Timeout(300)
class InsightsOffersIT {

    private static final EmbeddedTestBroker BROKER = new EmbeddedTestBroker();
    private static final SegmentationModel MODEL = TestModels.byRecency(1, 30, 100);
    private static final long LAST_PURCHASE = Timestamps.parse("2026-03-01T00:00:00Z");

    @BeforeAll
    static void start() {
        BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void shouldAnswerFromOffersThatAreSent(@TempDir Path folder) throws Exception {
        // Given an installation without the topic
        Installation shop = Installation.create(BROKER.bootstrapServers(), "offers", folder);
        String topic = shop.settings().topics().of(TopicRole.OFFERS);
        shop.send(TopicRole.MODELS, ModelJson.key(1), ModelJson.encode(MODEL));
        shop.send(TopicRole.MODELS, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(1));
        shop.sendProfiles(
                Stream.of("offered", "similar").map(InsightsOffersIT::profile).toList());
        shop.send(
                bought("offered", "1", "10", "2025-12-01T00:00:00Z"),
                bought("similar", "2", "10", "2025-12-01T00:00:00Z"),
                bought("offered", "3", "10", "2026-03-01T00:00:00Z"));
        shop.tick("2026-06-30T00:00:00Z");
        try (Admin admin = shop.settings().kafka().admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(topic));
        }
        try (Insights insights = new Insights(shop.settings(), new SimpleMeterRegistry());
                Admin admin = shop.settings().kafka().admin()) {
            Snapshots snapshots = new Snapshots(insights.model(), true, InstantSource.system(), Runnable::run);
            ForecastRules rules = new ForecastRules(
                    shop.settings().processor().history(),
                    shop.settings().processor().segments());
            TableQueries questions = new TableQueries(snapshots, SizeForecasts.of(snapshots, rules, Runnable::run));
            insights.start();
            await().untilAsserted(() -> assertThat(withoutOffer(questions)).containsExactly("offered", "similar"));

            // When
            new TopicAdmin(admin, shop.settings().topics()).createMissing(2, (short) 1);
            sendOffer(shop, "offered", "spring", "2026-02-15T00:00:00Z");
            sendOffer(shop, "offered", "summer", "2026-06-01T00:00:00Z");
            sendOffer(shop, "unknown", "summer", "2026-06-01T00:00:00Z");
            shop.send(TopicRole.OFFERS, "similar", "not JSON");

            // Then question 4: who has had no offer in 90 days
            await().untilAsserted(() -> assertThat(withoutOffer(questions)).containsExactly("similar"));

            // And question 2: what earlier offers did for those who are to get one
            Answer customers = questions.ask(
                    "segment-customers",
                    Map.of("segment", MODEL.segments().get(0).id()));
            assertThat(customers.table().column("lastOfferAt"))
                    .containsExactlyInAnyOrder(Instant.parse("2026-06-01T00:00:00Z"), null);

            // And question 11: who returned after an offer, beside a like-for-like group
            Answer effect = questions.ask("offer-effect", Map.of("days", "30"));
            assertThat(effect.table().row(0))
                    .containsEntry("offered", 1L)
                    .containsEntry("offeredReturned", 1.0)
                    .containsEntry("control", 1L)
                    .containsEntry("controlReturned", 0.0);
        }
    }

    private static List<Object> withoutOffer(TableQueries questions) {
        return List.copyOf(
                questions.ask("customers", Map.of("noOfferDays", "90")).table().column("customerId"));
    }

    private static void sendOffer(Installation shop, String customerId, String offerId, String at) {
        shop.send(
                TopicRole.OFFERS,
                customerId,
                CustomerOfferJson.encode(new CustomerOffer(customerId, offerId, Timestamps.parse(at))));
    }

    private static CustomerProfile profile(String customerId) {
        return new CustomerProfile(
                customerId,
                MODEL.segments().get(0).id(),
                LAST_PURCHASE,
                new Rfm(0, 2, Money.of("20")),
                LAST_PURCHASE,
                LAST_PURCHASE,
                1,
                null,
                LAST_PURCHASE);
    }
}
