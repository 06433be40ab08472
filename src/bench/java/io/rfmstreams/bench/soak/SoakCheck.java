package io.rfmstreams.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.ShopData;
import io.rfmstreams.demo.ShopData.Sale;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.EndState;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.PartitionOracle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Compares the outputs and the profiles, as committed, with an oracle that is given the topic {@code purchases}. */
final class SoakCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final TaskWatch tasks;
    private final Map<Integer, SegmentationModel> models;
    private final List<String> differences = new ArrayList<>();
    private long orders;
    private long customers;
    private long changes;
    private long alerts;

    /**
     * What was compared.
     *
     * @param orders distinct orders
     * @param differences a line each
     */
    record Checked(long orders, long customers, long changes, long alerts, int models, List<String> differences) {}

    SoakCheck(Settings settings, TaskWatch tasks) {
        this.settings = settings;
        this.tasks = tasks;
        models = new ModelTopic(settings).read().models();
    }

    /** Compares a counter of the processor, NaN for one that has never counted, with what was sent. */
    void counted(String name, double counted, long expected) {
        if (Math.round(counted) != expected) { // NaN is rounded to 0
            differences.add(name + ": " + counted + " instead of " + expected);
        }
    }

    /** @param end the time of the last tick, epoch milliseconds */
    Checked check(int partitions, long end) {
        IntStream.range(0, partitions)
                .parallel()
                .mapToObj(partition -> checkPartition(partition, end))
                .toList()
                .forEach(part -> {
                    orders += part.orders();
                    customers += part.customers();
                    changes += part.changes();
                    alerts += part.alerts();
                    differences.addAll(part.differences());
                });
        return new Checked(orders, customers, changes, alerts, models.size(), List.copyOf(differences));
    }

    private Checked checkPartition(int partition, long end) {
        List<Sale> sales = sales(partition);
        Map<String, List<CustomerEvent>> events = new LinkedHashMap<>();
        sales.forEach(sale -> events.computeIfAbsent(sale.customerId(), none -> new ArrayList<>())
                .add(sale.event()));
        List<JsonNode> written = json(TopicRole.CHANGES, partition);
        List<JsonNode> raised = json(TopicRole.ALERTS, partition);
        PartitionOracle oracle = new PartitionOracle(
                settings.window().millis(), settings.processor().segments(), tasks.activations(partition), models);
        List<String> found = new ArrayList<>(oracle.differences(events, written, raised, end));
        Map<String, EndState> ends = EndState.ofAll(profiles(partition), end);
        found.addAll(EndState.differences(
                ends, ShopData.ends(sales, settings.window().millis(), end)));
        long distinct =
                sales.stream().filter(sale -> !(sale.event() instanceof Refund)).count();
        return new Checked(distinct, ends.size(), written.size(), raised.size(), models.size(), found);
    }

    /** Returns the events of a partition without repeats. */
    private List<Sale> sales(int partition) {
        List<Sale> sales = new ArrayList<>();
        Set<String> known = new HashSet<>();
        read(TopicRole.PURCHASES, partition, record -> {
            CustomerEvent event = ((InputRecord.Event) PurchaseJson.decode(record.value())).event();
            if (known.add(
                    event instanceof Refund refund ? "refund " + refund.refundId() : "order " + event.orderId())) {
                sales.add(new Sale(record.key(), event));
            }
        });
        return sales;
    }

    private List<JsonNode> json(TopicRole role, int partition) {
        List<JsonNode> events = new ArrayList<>();
        read(role, partition, record -> {
            try {
                events.add(JSON.readTree(record.value()));
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        });
        return events;
    }

    private List<CustomerProfile> profiles(int partition) {
        Map<String, byte @Nullable []> last = new HashMap<>();
        read(TopicRole.PROFILES, partition, record -> last.put(record.key(), record.value()));
        List<CustomerProfile> profiles = new ArrayList<>();
        for (byte[] profile : last.values()) {
            try {
                profiles.add(CustomerProfileJson.decode(profile));
            } catch (IOException notAProfile) {
                throw new UncheckedIOException(notAProfile);
            }
        }
        return profiles;
    }

    private void read(TopicRole role, int partition, Consumer<ConsumerRecord<String, byte[]>> records) {
        TopicPartition topic = new TopicPartition(settings.topics().of(role), partition);
        try (org.apache.kafka.clients.consumer.Consumer<String, byte[]> reader =
                settings.kafka().reader()) {
            reader.assign(List.of(topic));
            reader.seekToBeginning(List.of(topic));
            long end = reader.endOffsets(List.of(topic)).getOrDefault(topic, 0L);
            while (reader.position(topic) < end) {
                reader.poll(Duration.ofSeconds(1)).forEach(records);
            }
        }
    }
}
