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

/** The compacted topic of profiles as the trainer and the export see it. */
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
     * @param profiles in no order
     * @param offsets the end offset of each partition, by number
     */
    public record Profiles(Collection<CustomerProfile> profiles, Map<String, Long> offsets) {}

    /**
     * The customers of the current profiles.
     *
     * @param offsets the end offset of each partition, by number
     */
    public record CurrentCustomers(Customers customers, Map<String, Long> offsets) {}

    /**
     * Reads the last profile of each customer into a store on disk, to be closed by the caller; what is malformed is logged
     * and left out.
     *
     * @throws IOException if the temporary folder cannot be written
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

    /** Reads the last profile of each customer into memory; what is malformed is logged and left out. */
    public Profiles read() {
        Map<String, CustomerProfile> latest = new HashMap<>();
        Map<String, Long> offsets = read(profile -> latest.put(profile.customerId(), profile), latest::remove);
        return new Profiles(latest.values(), offsets);
    }

    /**
     * Reads the last profile of each customer and keeps nothing but the RFM.
     *
     * @param asOf the moment that recency is counted to, epoch milliseconds
     */
    public CurrentCustomers readCustomers(long asOf) {
        CustomerTable table = new CustomerTable();
        Map<String, Long> offsets =
                read(profile -> table.put(profile.customerId(), profile.rfmAt(asOf, window)), table::remove);
        return new CurrentCustomers(table.toCustomers(), offsets);
    }

    private Map<String, Long> read(Consumer<CustomerProfile> taken, Consumer<String> erased) {
        return new TopicReader(kafka).read(topic, record -> {
            if (record.value() == null) {
                erased.accept(record.key());
                return;
            }
            try {
                taken.accept(CustomerProfileJson.decode(record.value()));
            } catch (IOException malformed) {
                LOG.warn("Left out offset {} of {}: {}", record.offset(), topic, malformed.getMessage());
            }
        });
    }
}
