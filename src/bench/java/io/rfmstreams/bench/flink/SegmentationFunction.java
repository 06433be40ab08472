package io.rfmstreams.bench.flink;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.ChurnAlert;
import io.rfmstreams.contract.ChurnAlertJson;
import io.rfmstreams.contract.CloudEventHeaders;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.contract.SegmentChange;
import io.rfmstreams.contract.SegmentChangeJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.RowCleaning;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.ChurnSignal;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.ReceivedEvent;
import io.rfmstreams.segment.SegmentMove;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.Segmenter;
import io.rfmstreams.topology.ProcessorRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Does for each customer what the processor does: the same decisions, one timer a customer that may be too early, the same messages.
 * Customers of late are kept as objects; each change is written through, so that the state of each checkpoint is whole.
 */
final class SegmentationFunction extends KeyedProcessFunction<String, PurchaseElement, OutputRecord> {

    private static final long serialVersionUID = 1;

    private final Map<String, String> configuration;
    private final byte[] modelJson;
    private final int cacheSize;

    private transient @Nullable Segmenter segmenter;
    private transient @Nullable HistoryRules historyRules;
    private transient @Nullable List<Activation> activations;
    private transient @Nullable ValueState<Customer> customers;
    private transient @Nullable CustomerRows rows;
    private transient @Nullable Map<String, Customer> cache;

    /**
     * @param configuration the keys and values of the processor
     * @param modelJson the active model
     * @param cacheSize how many customers each task keeps as objects
     */
    SegmentationFunction(Map<String, String> configuration, byte[] modelJson, int cacheSize) {
        this.configuration = new LinkedHashMap<>(configuration);
        this.modelJson = modelJson.clone();
        this.cacheSize = cacheSize;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        ProcessorRules rules = new Settings(Configuration.load(configuration, Map.of(), null)).processor();
        SegmentationModel model = ModelJsonReader.read(modelJson);
        Optional<SegmentationModel> active = Optional.of(model);
        historyRules = rules.history();
        segmenter = new Segmenter(
                rules.history(),
                rules.segments(),
                rules.churn(),
                version -> version == model.version() ? active : Optional.empty());
        activations = List.of(new Activation(model.version(), 0, 1));
        customers = getRuntimeContext().getState(new ValueStateDescriptor<>("customer", SerializedType.CUSTOMER));
        rows = new CustomerRows(getRuntimeContext());
        cache = new LinkedHashMap<>(1 << 12, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Customer> eldest) {
                return size() > cacheSize;
            }
        };
    }

    @Override
    public void processElement(PurchaseElement element, Context context, Collector<OutputRecord> out) throws Exception {
        if (element.event() == null) {
            emit(TopicRole.DEAD_LETTERS, utf8(element.customerId()), element.rejected(), new RecordHeaders(), out);
            return;
        }
        TimerService timers = context.timerService();
        long now = Math.max(element.event().occurredAt(), timers.currentWatermark());
        CustomerRows kept = requireNonNull(rows);
        CustomerUpdate.EventResult result = requireNonNull(segmenter)
                .apply(
                        read(element.customerId()),
                        kept,
                        new ReceivedEvent(element.event(), now, element.offset()),
                        requireNonNull(activations));
        kept.apply(result.applied().rows());
        if (result.update().isPresent()) {
            write(element.customerId(), result.update().get(), now, timers, out);
        }
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<OutputRecord> out) throws Exception {
        String customerId = context.getCurrentKey();
        Customer customer = read(customerId);
        if (customer == null || customer.timerAt() > at) {
            return;
        }
        long now = Math.max(at, context.timerService().currentWatermark());
        CustomerUpdate update =
                requireNonNull(segmenter).advance(customer.withTimerAt(at), now, requireNonNull(activations));
        write(customerId, update, now, context.timerService(), out);
    }

    private void write(
            String customerId, CustomerUpdate update, long now, TimerService timers, Collector<OutputRecord> out)
            throws Exception {
        Customer customer = cleaned(reschedule(update, now, timers), now);
        if (customer.history().isForgettable()) {
            requireNonNull(customers).clear();
            requireNonNull(cache).remove(customerId);
        } else {
            requireNonNull(customers).update(customer);
            requireNonNull(cache).put(customerId, customer);
        }
        byte[] key = utf8(customerId);
        long born = update.customer().born();
        for (SegmentMove move : update.moves()) {
            SegmentChange change = SegmentChange.of(customerId, born, move);
            emit(TopicRole.CHANGES, key, SegmentChangeJson.encode(change), CloudEventHeaders.of(change), out);
        }
        for (ChurnSignal signal : update.signals()) {
            ChurnAlert alert = ChurnAlert.of(customerId, born, signal);
            emit(TopicRole.ALERTS, key, ChurnAlertJson.encode(alert), CloudEventHeaders.of(alert), out);
        }
        if (update.isEvaluated()) {
            CustomerProfile profile =
                    CustomerProfile.of(customerId, update.customer(), update.rfm(), update.nextChange());
            emit(TopicRole.PROFILES, key, CustomerProfileJson.encode(profile), new RecordHeaders(), out);
        }
    }

    /** As the processor does: a timer that is too early stays, to save writes. */
    private static Customer reschedule(CustomerUpdate update, long now, TimerService timers) {
        Customer customer = update.customer();
        long timerAt = customer.timerAt();
        long dueAt = update.nextDueAt();
        if (timerAt > now && timerAt <= dueAt) {
            return customer;
        }
        // A timer up to the watermark has fired, and is gone.
        if (timerAt != Customer.NOT_DUE && timerAt > timers.currentWatermark()) {
            timers.deleteEventTimeTimer(timerAt);
        }
        if (dueAt != Customer.NOT_DUE) {
            timers.registerEventTimeTimer(dueAt);
        }
        return customer.withTimerAt(dueAt);
    }

    private Customer cleaned(Customer customer, long now) throws Exception {
        HistoryRules rules = requireNonNull(historyRules);
        if (!RowCleaning.isDue(customer.history(), now, rules)) {
            return customer;
        }
        CustomerRows kept = requireNonNull(rows);
        RowCleaning cleaning = RowCleaning.of(customer.history(), kept, now, rules);
        for (var row : cleaning.expired()) {
            kept.delete(row);
        }
        return customer.withHistory(cleaning.history());
    }

    private @Nullable Customer read(String customerId) throws IOException {
        Customer cached = requireNonNull(cache).get(customerId);
        return cached == null ? requireNonNull(customers).value() : cached;
    }

    private static void emit(TopicRole topic, byte[] key, byte[] value, Headers headers, Collector<OutputRecord> out) {
        out.collect(new OutputRecord(topic, key, value, headers));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
