package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.contract.TopicNames;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.topology.ProcessorRules;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.topology.ProcessorRules.SliceBudget;
import io.rfmstreams.training.Archetypes;
import io.rfmstreams.training.CheckLimits;
import io.rfmstreams.training.FeatureTransforms;
import io.rfmstreams.training.NamingRules;
import io.rfmstreams.training.ReturnOptions;
import io.rfmstreams.training.TrainingOptions;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    @Test
    void shouldEvaluateWithTheDefaults() {
        // When
        ProcessorRules rules = settings(Map.of()).processor();

        // Then
        assertThat(rules)
                .isEqualTo(new ProcessorRules(
                        new HistoryRules(Window.ofDays(365), 365 * DAY_MILLIS, false),
                        new SegmentRules(new ColdStart(2, 30 * DAY_MILLIS), 0.25, DirectionRule.MONOTONE),
                        new ChurnPolicy(Set.of(1, 2), Set.of(), 14 * DAY_MILLIS, 0.5),
                        ClockMode.LIVE,
                        new DateLimits(Duration.ofDays(1)),
                        null,
                        SliceBudget.DEFAULT,
                        SliceBudget.DEFAULT));
    }

    @Test
    void shouldEvaluateAsConfigured() {
        // Given
        Settings settings = settings(Map.ofEntries(
                Map.entry("rfm.window", "lifetime"),
                Map.entry("rfm.order.retention", "PT12H"),
                Map.entry("rfm.late.orders", "accept"),
                Map.entry("rfm.clock", "event"),
                Map.entry("rfm.max.future", "PT5M"),
                Map.entry("rfm.currency", "GBP"),
                Map.entry("segment.hysteresis", "0.5"),
                Map.entry("segment.direction", "free"),
                Map.entry("cold.start.orders", "3"),
                Map.entry("cold.start.period", "P7D"),
                Map.entry("alerts.watch", "1, at-risk"),
                Map.entry("alerts.horizon", "P7D"),
                Map.entry("alerts.return.threshold", "0.25"),
                Map.entry("process.timers.poll.interval", "PT3S"),
                Map.entry("process.timers.batch.size", "6"),
                Map.entry("process.timers.time.budget", "PT0.6S"),
                Map.entry("process.reassignment.poll.interval", "PT2S"),
                Map.entry("process.reassignment.batch.size", "5"),
                Map.entry("process.reassignment.time.budget", "PT0.5S")));

        // When
        ProcessorRules rules = settings.processor();

        // Then
        assertThat(rules)
                .isEqualTo(new ProcessorRules(
                        new HistoryRules(Window.LIFETIME, DAY_MILLIS / 2, true),
                        new SegmentRules(new ColdStart(3, 7 * DAY_MILLIS), 0.5, DirectionRule.FREE),
                        new ChurnPolicy(Set.of(1), Set.of("at-risk"), 7 * DAY_MILLIS, 0.25),
                        ClockMode.EVENT,
                        new DateLimits(Duration.ofMinutes(5)),
                        "GBP",
                        new SliceBudget(
                                Duration.ofSeconds(2), SliceBudget.DEFAULT.sliceInterval(), 5, Duration.ofMillis(500)),
                        new SliceBudget(
                                Duration.ofSeconds(3),
                                SliceBudget.DEFAULT.sliceInterval(),
                                6,
                                Duration.ofMillis(600))));
    }

    @Test
    void shouldTrainWithTheDefaultsOfTheTrainer() {
        // When
        TrainingOptions options = settings(Map.of()).training();

        // Then
        assertThat(options).isEqualTo(TrainingOptions.DEFAULTS);
    }

    @Test
    void shouldLetTheTrainerChooseK() {
        assertThat(settings(Map.of("model.k", "auto")).training().k()).isEmpty();
    }

    @Test
    void shouldTrainAsConfigured() {
        // Given
        Settings settings = settings(Map.ofEntries(
                Map.entry("model.k", "5"),
                Map.entry("model.restarts", "7"),
                Map.entry("model.seed", "-1"),
                Map.entry("model.transform", "log1p,identity, log1p"),
                Map.entry("model.scaling", "minmax"),
                Map.entry("model.naming", "spend-rank"),
                Map.entry("model.naming.fading.after", "P7D"),
                Map.entry("model.min.customers", "9"),
                Map.entry("model.check.smallest.share", "0.01"),
                Map.entry("model.check.silhouette.drop", "0.2"),
                Map.entry("model.check.moved", "0.5"),
                Map.entry("model.check.drift", "1"),
                Map.entry("model.check.return.auc", "0.6")));

        // When
        TrainingOptions options = settings.training();

        // Then
        assertThat(options)
                .isEqualTo(new TrainingOptions(
                        OptionalInt.of(5),
                        7,
                        -1,
                        new FeatureTransforms(Transform.LOG1P, Transform.IDENTITY, Transform.LOG1P),
                        Scaling.MINMAX,
                        new NamingRules(NamingRules.Method.SPEND_RANK, Archetypes.DEFAULTS, Duration.ofDays(7)),
                        new CheckLimits(9, 0.01, 0.2, 0.5, 1, 0.6)));
    }

    @Test
    void shouldFitTheReturnModelWithTheDefaultsOfTheTrainer() {
        assertThat(settings(Map.of()).returnModel()).isEqualTo(ReturnOptions.DEFAULTS);
    }

    @Test
    void shouldFitTheReturnModelAsConfigured() {
        // Given
        Settings settings = settings(Map.of(
                "model.return.horizon", "P30D",
                "model.return.customers", "7",
                "model.return.memory.bytes", "1000"));

        // When
        ReturnOptions options = settings.returnModel();

        // Then
        assertThat(options).isEqualTo(new ReturnOptions(Duration.ofDays(30).toMillis(), 7, 1_000));
    }

    @Test
    void shouldNameTopicsByPrefixUnlessAKeySetsTheName() {
        // Given
        Settings settings = settings(Map.of("topics.prefix", "shop.", "topic.dead-letters", "rejects"));

        // When
        TopicNames topics = settings.topics();

        // Then
        assertThat(topics.of(TopicRole.PURCHASES)).isEqualTo("shop.purchases");
        assertThat(topics.of(TopicRole.PROFILES)).isEqualTo("shop.customer-profiles");
        assertThat(topics.of(TopicRole.DEAD_LETTERS)).isEqualTo("rejects");
    }

    @Test
    void shouldConnectToKafkaOnLocalhostByDefault() {
        // Given
        Configuration configuration = Configuration.load(Map.of("kafka.client.id", "shop"), Map.of(), null);

        // When
        Settings elsewhere = new Settings(configuration.withBootstrapServers("broker:9093"));

        // Then
        assertThat(new Settings(configuration).kafka().common())
                .isEqualTo(Map.of("client.id", "shop", "bootstrap.servers", "localhost:9092"));
        assertThat(elsewhere.kafka().common())
                .isEqualTo(Map.of("client.id", "shop", "bootstrap.servers", "broker:9093"));
    }

    private static Settings settings(Map<String, String> overrides) {
        return new Settings(Configuration.load(overrides, Map.of(), null));
    }
}
