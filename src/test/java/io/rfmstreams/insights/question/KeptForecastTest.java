package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.Batch;
import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.ForecastStep;
import io.rfmstreams.segment.ReceivedEvent;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.Segmenter;
import io.rfmstreams.segment.TestModels;
import io.rfmstreams.training.CustomerRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A forecast whose paths are kept from one computation to the next is the same as one that is computed anew, and as the sum of the
 * processor's own forecasts: after purchases, refunds, time, erasures and new models, whatever topic is read first.
 */
class KeptForecastTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int CUSTOMERS = 150;
    private static final int ROUNDS = 24;

    private final ReadModel tables = ReadModel.inMemory();
    private final Snapshots snapshots = new Snapshots(tables, true, InstantSource.system(), Runnable::run);
    private final ForecastReader kept = new ForecastReader(snapshots, TestTables.RULES);
    private final Map<Integer, SegmentationModel> models = new HashMap<>();
    private final Map<String, Customer> customers = new TreeMap<>();
    private final Map<String, CustomerRows> rows = new HashMap<>();
    private final List<Activation> activations = new ArrayList<>();
    private final Segmenter segmenter = new Segmenter(
            TestTables.RULES.history(),
            TestTables.RULES.segments(),
            ChurnPolicy.of("1,2", Duration.ofDays(14).toMillis(), 0.5),
            version -> Optional.ofNullable(models.get(version)));
    private Batch batch = new Batch();
    private Batch later = new Batch();
    private long now = TestTables.daysAgo(1_000);
    private long offset;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldEqualAForecastComputedAnew(long seed) {
        // Given
        Random random = new Random(seed);
        List<String> differences = new ArrayList<>();
        int changing = 0;
        Map<Long, Map<String, Long>> last = Map.of();

        for (int round = 0; round < ROUNDS; round++) {
            // When
            if (round % 8 == 0) {
                activate(1 + round / 8);
                write();
                compare("anew with model " + (1 + round / 8), sizes(kept), sizes(anew()), differences);
                customers.keySet().forEach(id -> advance(id, batch));
            }
            shop(random);
            write();
            sizes(kept);
            batch = later;
            later = new Batch();
            write();

            // Then
            Map<Long, Map<String, Long>> actual = sizes(kept);
            compare("anew in round " + round, actual, sizes(anew()), differences);
            compare("processor in round " + round, actual, expected(), differences);
            changing += actual.equals(last) ? 0 : 1;
            last = actual;
        }
        assertThat(differences).isEmpty();
        assertThat(changing).isEqualTo(ROUNDS);
        assertThat(last.get(0L)).hasSizeGreaterThan(3).isNotEqualTo(last.get(300L));
        tables.close();
    }

    private static void compare(
            String what,
            Map<Long, Map<String, Long>> actual,
            Map<Long, Map<String, Long>> expected,
            List<String> differences) {
        if (!actual.equals(expected)) {
            differences.add(what + ": " + actual.get(0L) + " instead of " + expected.get(0L));
        }
    }

    /** Lets some customers do something. Some of their events and profiles reach the tables only after others. */
    private void shop(Random random) {
        now += (long) (random.nextDouble() * 40 * DAY);
        for (int i = 0; i < CUSTOMERS; i++) {
            String id = "c" + i;
            int kind = random.nextInt(12);
            if (kind < 4) {
                long at = now - (kind == 0 ? random.nextInt(100) * DAY : random.nextInt((int) DAY));
                Money amount = new Money(10_000L * (1 + random.nextInt(200)));
                apply(id, new Purchase("o" + offset, amount, at), random);
                if (random.nextInt(6) == 0) {
                    Money back = random.nextBoolean() ? amount : new Money(amount.units() / 3);
                    apply(id, new Refund("r" + offset, "o" + (offset - 1), back, at), random);
                }
            } else if (kind == 4) {
                // The processor applies what is due, others are left for later.
                advance(id, batch);
            } else if (kind == 5 && random.nextInt(4) == 0 && customers.remove(id) != null) {
                rows.remove(id);
                for (Batch part : List.of(batch, later)) {
                    part.erase(id, now);
                    add(part, TopicRole.PROFILES, id, null);
                }
            }
        }
        add(batch, TopicRole.CLOCK, null, TickJson.encode(now));
    }

    private void apply(String id, CustomerEvent event, Random random) {
        CustomerRows ofCustomer = rows.computeIfAbsent(id, first -> new CustomerRows());
        CustomerUpdate.EventResult result =
                segmenter.apply(customers.get(id), ofCustomer, new ReceivedEvent(event, now, offset++), activations);
        ofCustomer.apply(result.applied().rows());
        if (result.applied().outcome().isAccepted()) {
            (random.nextInt(5) == 0 ? later : batch).addEvent(id, event, Long.MIN_VALUE);
        }
        result.update().ifPresent(update -> put(id, update, random.nextInt(5) == 0 ? later : batch));
    }

    private void advance(String id, Batch to) {
        Customer customer = customers.get(id);
        if (customer != null && segmenter.isAnythingDue(customer, now, activations)) {
            put(id, segmenter.advance(customer, now, activations), to);
        }
    }

    /** A profile that is read later replaces one that is read at once. */
    private void put(String id, CustomerUpdate update, Batch to) {
        Customer customer = update.customer().withTimerAt(update.nextDueAt());
        customers.put(id, customer);
        byte[] profile =
                CustomerProfileJson.encode(CustomerProfile.of(id, customer, update.rfm(), update.nextChange()));
        add(to, TopicRole.PROFILES, id, profile);
        add(later, TopicRole.PROFILES, id, profile);
    }

    private void activate(int version) {
        SegmentationModel model =
                TestModels.shoppersByDays(version, TestTables.RULES.history().window(), 0.3 * version);
        models.put(version, model);
        activations.add(new Activation(version, now, 10L * version));
        add(batch, TopicRole.MODELS, ModelJson.key(version), ModelJson.encode(model));
        add(batch, TopicRole.MODELS, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(version));
    }

    private void write() {
        tables.write(batch);
        batch = new Batch();
    }

    private ForecastReader anew() {
        return new ForecastReader(snapshots, TestTables.RULES);
    }

    private static Map<Long, Map<String, Long>> sizes(ForecastReader reader) {
        SizeForecast forecast = reader.read();
        Map<Long, Map<String, Long>> sizes = new TreeMap<>();
        for (int day = 0; day <= SizeForecast.DAYS; day++) {
            for (String segment : forecast.segments()) {
                long number = forecast.customers(segment, day);
                if (number > 0) {
                    sizes.computeIfAbsent((long) day, first -> new TreeMap<>()).put(segment, number);
                }
            }
        }
        return sizes;
    }

    private Map<Long, Map<String, Long>> expected() {
        Map<Long, Map<String, Long>> sizes = new TreeMap<>();
        for (Customer customer : customers.values()) {
            if (!customer.hasPurchased()) {
                continue;
            }
            CustomerUpdate update = segmenter.advance(customer, now, activations);
            List<ForecastStep> steps = segmenter.forecast(update, Activation.inForce(activations));
            for (long day = 0; day <= SizeForecast.DAYS; day++) {
                String segment = update.customer().membership().segmentId();
                for (ForecastStep step : steps) {
                    segment = step.change().at() <= now + day * DAY
                            ? step.change().segment()
                            : segment;
                }
                sizes.computeIfAbsent(day, first -> new TreeMap<>()).merge(segment, 1L, Long::sum);
            }
        }
        return sizes;
    }

    private static void add(Batch to, TopicRole role, @Nullable String key, byte @Nullable [] value) {
        try {
            to.add(role, key, value);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
