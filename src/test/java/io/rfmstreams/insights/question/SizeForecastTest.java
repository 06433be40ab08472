package io.rfmstreams.insights.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.DataSet;
import io.rfmstreams.insights.Batch;
import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.ForecastStep;
import io.rfmstreams.segment.ReceivedEvent;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.Segmenter;
import io.rfmstreams.training.CustomerRfm;
import io.rfmstreams.training.CustomerRows;
import io.rfmstreams.training.TestCustomers;
import io.rfmstreams.training.Trainer;
import io.rfmstreams.training.TrainingOptions;
import io.rfmstreams.training.TrainingRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The forecast of the sizes of segments is the count of the paths that the processor computes for each customer of the lab, with
 * refunds and late orders.
 */
class SizeForecastTest {

    private static final long NOW = Timestamps.parse("2024-12-31T00:00:00Z");
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int DAYS = 90;
    private static final int MAX_PAGE = 10_000;

    @ParameterizedTest
    @ValueSource(strings = {"P365D", "P180D", "lifetime"})
    void shouldCountThePathsOfTheProcessorOnEachDay(String window) {
        // Given
        Window ofOrders = Window.parse(window);
        HistoryRules history = HistoryRules.of(ofOrders, Duration.ofDays(2_000));
        ForecastRules rules = new ForecastRules(history, TestTables.RULES.segments());
        Map<String, List<CustomerEvent>> arrivals = arrivals();
        SegmentationModel model = model(arrivals, history);
        Map<Long, Map<String, Long>> expected = new TreeMap<>();
        try (ReadModel tables = ReadModel.inMemory()) {
            Batch batch = new Batch();
            add(batch, TopicRole.MODELS, ModelJson.key(1), ModelJson.encode(model));
            add(batch, TopicRole.MODELS, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(1));
            add(batch, TopicRole.CLOCK, null, TickJson.encode(NOW));
            int longPaths = 0;
            for (Map.Entry<String, List<CustomerEvent>> customer : arrivals.entrySet()) {
                Processed processed = process(rules, model, customer.getValue());
                CustomerUpdate last = processed.last();
                add(
                        batch,
                        TopicRole.PROFILES,
                        customer.getKey(),
                        CustomerProfileJson.encode(
                                CustomerProfile.of(customer.getKey(), last.customer(), last.rfm(), last.nextChange())));
                customer.getValue().forEach(event -> batch.addEvent(customer.getKey(), event, Long.MIN_VALUE));
                List<ForecastStep> steps = processed.forecast();
                longPaths += steps.size() > 2 ? 1 : 0;
                for (long day = 0; day <= DAYS; day++) {
                    String segment = last.customer().membership().segmentId();
                    for (ForecastStep step : steps) {
                        segment = step.change().at() <= NOW + day * DAY
                                ? step.change().segment()
                                : segment;
                    }
                    expected.computeIfAbsent(day, first -> new TreeMap<>()).merge(segment, 1L, Long::sum);
                }
            }
            tables.write(batch);
            Snapshots snapshots = new Snapshots(tables, true, InstantSource.system(), Runnable::run);
            TableQueries queries = new TableQueries(snapshots, SizeForecasts.of(snapshots, rules, Runnable::run));

            // When
            Answer answer = queries.ask(
                    "forecast", Map.of("days", String.valueOf(DAYS), "step", "1", "limit", String.valueOf(MAX_PAGE)));

            // Then
            Map<Long, Map<String, Long>> actual = new TreeMap<>();
            for (int row = 0; row < answer.table().rows().size(); row++) {
                Map<String, @Nullable Object> cells = answer.table().row(row);
                long customers = (Long) Objects.requireNonNull(cells.get("customers"));
                if (customers > 0) {
                    actual.computeIfAbsent((Long) cells.get("day"), first -> new TreeMap<>())
                            .put(String.valueOf(cells.get("segment")), customers);
                }
            }
            assertThat(answer.summary()).containsEntry("approximate", 0L);
            assertThat(expected.get(0L)).isNotEqualTo(expected.get((long) DAYS));
            assertThat(longPaths > 100).isEqualTo(!ofOrders.isLifetime());
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void shouldTakeTheNextChangeOfAProfileWhoseOrdersAreNotInTheTables() {
        try (TestTables tables = new TestTables()) {
            // Given
            tables.customer("a", "fresh", 300, 2, "100", "cool", 10).order("a", "1", 300, "100");

            // When
            Answer answer = tables.ask("forecast", "days", "70", "step", "70");

            // Then
            assertThat(answer.summary()).containsEntry("approximate", 1L);
            assertThat(answer.table().column("segment")).contains("fresh", "inactive");
        }
    }

    /** What the processor has of a customer, and what it answers. */
    private record Processed(CustomerUpdate last, List<ForecastStep> forecast) {}

    /** Applies the events as a task does: each with the clock that it moves, and at the end all that is due. */
    private static Processed process(ForecastRules rules, SegmentationModel model, List<CustomerEvent> events) {
        Segmenter segmenter = new Segmenter(
                rules.history(),
                rules.segments(),
                ChurnPolicy.of("1,2", Duration.ofDays(14).toMillis(), 0.5),
                version -> version == 1 ? Optional.of(model) : Optional.empty());
        List<Activation> activations = List.of(new Activation(1, 0, 5));
        CustomerRows rows = new CustomerRows();
        Customer customer = null;
        long now = 0;
        long offset = 0;
        for (CustomerEvent event : events) {
            now = Math.max(now, event.occurredAt());
            CustomerUpdate.EventResult result =
                    segmenter.apply(customer, rows, new ReceivedEvent(event, now, offset++), activations);
            rows.apply(result.applied().rows());
            if (result.update().isPresent()) {
                CustomerUpdate update = result.update().get();
                customer = update.customer().withTimerAt(update.nextDueAt());
            }
        }
        CustomerUpdate last = segmenter.advance(Objects.requireNonNull(customer), NOW, activations);
        return new Processed(last, segmenter.forecast(last, activations.get(0)));
    }

    private static SegmentationModel model(Map<String, List<CustomerEvent>> arrivals, HistoryRules history) {
        List<CustomerRfm> customers = new ArrayList<>();
        arrivals.forEach((id, events) -> {
            CustomerRows rows = new CustomerRows();
            PurchaseHistory rebuilt = PurchaseHistory.EMPTY;
            long position = 0;
            for (CustomerEvent event : events) {
                HistoryUpdate update = rebuilt.apply(event, position++, NOW, history, rows);
                rebuilt = update.history();
                rows.apply(update.rows());
            }
            customers.add(new CustomerRfm(id, rebuilt.rfm(history.window(), NOW)));
        });
        return new Trainer(InstantSource.system())
                .train(
                        TestCustomers.of(customers),
                        TrainingOptions.DEFAULTS,
                        Optional.empty(),
                        new TrainingRun(1, NOW, NOW, history.window(), Map.of()));
    }

    /** Returns the lab's orders of each customer in the order of arrival: some are late, some are refunded in part or in whole. */
    private static Map<String, List<CustomerEvent>> arrivals() {
        Random random = new Random(7);
        Map<String, List<CustomerEvent>> arrivals = new TreeMap<>();
        for (String[] line : lab()) {
            Money amount = Money.of(
                    new BigDecimal(line[3]).setScale(4, RoundingMode.HALF_EVEN).toPlainString());
            long at = Timestamps.parse(line[2]) + random.nextInt((int) DAY / 2);
            List<CustomerEvent> events = arrivals.computeIfAbsent(line[1], first -> new ArrayList<>());
            events.add(new Purchase(line[0], amount, at));
            int kind = random.nextInt(20);
            if (kind < 3) {
                Money back = kind == 0 ? amount : new Money(amount.units() / 3);
                String orderId = kind == 2 ? null : line[0];
                events.add(new Refund("r" + line[0], orderId, back, at + 1_000));
            }
            if (random.nextInt(10) == 0) {
                Collections.swap(events, events.size() - 1, random.nextInt(events.size()));
            }
        }
        return arrivals;
    }

    private static List<String[]> lab() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(DataSet.class.getResourceAsStream("lab-transactions.csv.gz"))),
                UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(Batch batch, TopicRole role, @Nullable String key, byte[] value) {
        try {
            batch.add(role, key, value);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
