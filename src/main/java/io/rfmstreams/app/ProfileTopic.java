package io.rfmstreams.app;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.training.CustomerTable;
import io.rfmstreams.training.Customers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the compacted topic of profiles, for the trainer and the export. */
public final class ProfileTopic {

    private static final Logger LOG = LoggerFactory.getLogger(ProfileTopic.class);

    private final KafkaClients kafka;
    private final String topic;
    private final Window window;

    public ProfileTopic(Settings settings) {
        this.kafka = settings.kafka();
        this.window = settings.window();
        this.topic = settings.topics().of(TopicRole.PROFILES);
    }

    /**
     * The current profiles.
     *
     * @param profiles one per customer, in no particular order
     * @param offsets the end offset of each partition, by partition number
     */
    public record Profiles(Collection<CustomerProfile> profiles, Map<String, Long> offsets) {}

    /**
     * The customers of the current profiles.
     *
     * @param table the customers with a profile
     * @param offsets the end offset of each partition, by partition number
     */
    public record CurrentCustomers(CustomerTable table, Map<String, Long> offsets) {

        /** Returns the active customers. */
        public Customers customers() {
            return table.toCustomers();
        }
    }

    /**
     * Reads the last profile of each customer into a store on disk. The caller closes the store. Malformed records are logged
     * and skipped.
     *
     * @throws IOException if the temporary directory cannot be written
     */
    public ProfileStore readToDisk() throws IOException {
        ProfileStore store = ProfileStore.open();
        boolean complete = false;
        try {
            read(store::put, store::remove);
            complete = true;
            return store;
        } catch (UncheckedIOException notWritten) {
            throw notWritten.getCause();
        } finally {
            if (!complete) {
                store.close();
            }
        }
    }

    /** Reads the last profile of each customer into memory. Malformed records are logged and skipped. */
    public Profiles read() {
        Map<String, CustomerProfile> latest = new HashMap<>();
        Map<String, Long> offsets = read(profile -> latest.put(profile.customerId(), profile), latest::remove);
        return new Profiles(latest.values(), offsets);
    }

    /**
     * Reads recency, frequency and monetary of each customer from the last profile.
     *
     * @param asOf the time that recency refers to, epoch milliseconds
     */
    public CurrentCustomers readCustomers(long asOf) {
        CustomerTable table = new CustomerTable();
        Map<String, Long> offsets =
                read(profile -> table.put(profile.customerId(), profile.rfmAt(asOf, window)), table::remove);
        return new CurrentCustomers(table, offsets);
    }

    private Map<String, Long> read(Consumer<CustomerProfile> put, Consumer<String> remove) {
        return new TopicReader(kafka).read(topic, record -> {
            if (record.value() == null) {
                remove.accept(record.key());
                return;
            }
            try {
                put.accept(CustomerProfileJson.decode(record.value()));
            } catch (IOException malformed) {
                LOG.warn(
                        "Skipped the malformed profile at offset {} of topic {}: {}",
                        record.offset(),
                        topic,
                        malformed.getMessage());
            }
        });
    }
}
