package io.rfmstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.SegmentationModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** One task of the topology in a test driver, which nothing disturbs. Offsets of its purchases count from 0. */
public final class UndisturbedTask implements AutoCloseable {

    private final TopologyFixture topology;

    public UndisturbedTask(ProcessorRules rules) {
        topology = new TopologyFixture(rules, KeyPartitioning.ANY);
    }

    /** Processes a record of {@code purchases}. */
    public void purchase(byte @Nullable [] key, byte @Nullable [] value) {
        topology.send(key, value);
    }

    public void tick(String time) {
        topology.tick(time);
    }

    /** Activates a model and reassigns all customers. */
    public void activate(SegmentationModel model) {
        topology.activate(model);
        topology.advanceUntilIdle();
    }

    /** Lets all due timers fire. */
    public void settle() {
        topology.advanceUntilIdle();
    }

    /** Returns the segment changes since the last call, by customer. */
    public Map<String, List<String>> changes() {
        return byCustomer(topology.read(TopicRole.CHANGES));
    }

    /** Returns the alerts since the last call, by customer. */
    public Map<String, List<String>> alerts() {
        return byCustomer(topology.read(TopicRole.ALERTS));
    }

    /** Returns the last profile of each customer. Customers that were erased have none. */
    public Map<String, String> profiles() {
        Map<String, String> profiles = new TreeMap<>();
        for (TestRecord<String, byte[]> record : topology.read(TopicRole.PROFILES)) {
            if (record.value() == null) {
                profiles.remove(record.key());
            } else {
                profiles.put(record.key(), new String(record.value(), UTF_8));
            }
        }
        return profiles;
    }

    private static Map<String, List<String>> byCustomer(List<TestRecord<String, byte[]>> records) {
        Map<String, List<String>> values = new TreeMap<>();
        for (TestRecord<String, byte[]> record : records) {
            values.computeIfAbsent(record.key(), id -> new ArrayList<>()).add(new String(record.value(), UTF_8));
        }
        return values;
    }

    @Override
    public void close() {
        topology.close();
    }
}
