package io.rfmstreams.insights;

import io.rfmstreams.contract.CustomerOffer;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.segment.InvalidModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of the topics that are written to the tables in one transaction, decoded, and the offsets that follow them. Of several
 * profiles of a customer only the last is kept.
 */
public final class Batch {

    final Map<String, Optional<CustomerProfile>> customers = new HashMap<>();
    final List<ChangeRow> changes = new ArrayList<>();

    /** Customers whose earlier rows are deleted first. */
    final Set<String> erasedChanges = new HashSet<>();

    final List<AlertRow> alerts = new ArrayList<>();
    final List<OrderRow> orders = new ArrayList<>();
    final List<RefundRow> refunds = new ArrayList<>();

    /** Customers whose earlier orders and refunds are deleted first, and when the tombstone was written. */
    final Map<String, Long> erasures = new HashMap<>();

    final List<OfferRow> offers = new ArrayList<>();

    /** Customers whose earlier offers are deleted first. */
    final Set<String> erasedOffers = new HashSet<>();

    final Map<Integer, Optional<ModelRow>> models = new HashMap<>();
    final Map<PartitionId, Long> offsets = new HashMap<>();
    final Map<PartitionId, Long> clocks = new HashMap<>();

    @Nullable
    OptionalInt activation;

    @Nullable
    Long tick;

    /**
     * Adds a record of any topic but {@code purchases} and {@code customer-offers}.
     *
     * @param key null if the record has none
     * @param value null for a tombstone
     * @throws IOException if the record is malformed; the message says how, and nothing is added
     */
    public void add(TopicRole topic, @Nullable String key, byte @Nullable [] value) throws IOException {
        switch (topic) {
            case PROFILES -> addProfile(required(key), value);
            case CHANGES -> addChange(ChangeRow.decode(required(value)));
            case ALERTS -> alerts.add(AlertRow.decode(required(value)));
            case MODELS -> addModel(required(key), value);
            case CLOCK -> addTick(required(value));
            default -> throw new IllegalArgumentException("topic must not be " + topic);
        }
    }

    /**
     * Adds an order or refund that the processor accepts. It is not written if it repeats an earlier one.
     *
     * @param keptFrom an earlier event with the same id is the same event if it is dated from this time on, epoch milliseconds
     */
    public void addEvent(String customerId, CustomerEvent event, long keptFrom) {
        if (event instanceof Purchase order) {
            orders.add(new OrderRow(customerId, order.orderId(), order.occurredAt(), order.amount(), keptFrom));
        } else if (event instanceof Refund refund) {
            refunds.add(new RefundRow(
                    customerId, refund.refundId(), refund.orderId(), refund.occurredAt(), refund.amount(), keptFrom));
        }
    }

    /**
     * Adds the erasure of a customer: the tombstone on {@code purchases}.
     *
     * @param recordedAt when it was written to its topic, epoch milliseconds; earlier offers are deleted as well
     */
    public void erase(String customerId, long recordedAt) {
        orders.removeIf(order -> order.customerId().equals(customerId));
        refunds.removeIf(refund -> refund.customerId().equals(customerId));
        erasures.merge(customerId, recordedAt, Math::max);
    }

    /**
     * Adds an offer.
     *
     * @param recordedAt when it was written to its topic, epoch milliseconds
     */
    public void addOffer(CustomerOffer offer, long recordedAt) {
        offers.add(new OfferRow(offer, recordedAt));
    }

    /** Adds the tombstone on {@code customer-offers} of a customer. */
    public void eraseOffers(String customerId) {
        offers.removeIf(row -> row.offer().customerId().equals(customerId));
        erasedOffers.add(customerId);
    }

    /** Sets the offset of a partition from which the next batch is read. */
    public void nextOffset(PartitionId partition, long offset) {
        offsets.put(partition, offset);
    }

    /** Sets the latest time of the accepted events of a partition of {@code purchases}, epoch milliseconds. */
    public void clock(PartitionId partition, long latestEventAt) {
        clocks.put(partition, latestEventAt);
    }

    /** Returns the next offset of each partition. */
    public Map<PartitionId, Long> offsets() {
        return Map.copyOf(offsets);
    }

    /** Returns the rows of the customers of the batch; empty for a tombstone. */
    Map<String, Optional<CustomerRow>> customerRows() {
        Map<String, Optional<CustomerRow>> rows = new HashMap<>();
        customers.forEach((id, profile) -> rows.put(id, profile.map(CustomerRow::of)));
        return rows;
    }

    private void addProfile(String customerId, byte @Nullable [] value) throws IOException {
        Optional<CustomerProfile> profile =
                value == null ? Optional.empty() : Optional.of(CustomerProfileJson.decode(value));
        customers.put(customerId, profile);
    }

    private void addChange(ChangeRow change) {
        if (change.isErasure()) {
            changes.removeIf(earlier -> earlier.customerId().equals(change.customerId()));
            erasedChanges.add(change.customerId());
        }
        changes.add(change);
    }

    private void addModel(String key, byte @Nullable [] value) throws IOException {
        try {
            if (key.equals(ModelJson.ACTIVE_KEY)) {
                activation = value == null ? OptionalInt.empty() : OptionalInt.of(ModelJsonReader.readAlias(value));
                return;
            }
            OptionalInt version = ModelJson.version(key);
            if (version.isEmpty()) {
                throw new IOException("the key is no version");
            }
            models.put(
                    version.getAsInt(),
                    value == null ? Optional.empty() : Optional.of(ModelRow.decode(version.getAsInt(), value)));
        } catch (InvalidModelException invalid) {
            throw new IOException(invalid.getMessage(), invalid);
        }
    }

    private void addTick(byte[] value) throws IOException {
        if (!(TickJson.decode(value) instanceof InputRecord.Tick decoded)) {
            throw new IOException("the tick is malformed");
        }
        tick = tick == null ? decoded.time() : Math.max(tick, decoded.time());
    }

    private static <T> T required(@Nullable T part) throws IOException {
        if (part == null) {
            throw new IOException("the record has no key or no value");
        }
        return part;
    }
}
