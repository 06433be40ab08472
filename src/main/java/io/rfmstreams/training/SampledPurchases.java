package io.rfmstreams.training;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.HistoryRules;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The purchases and refunds of a sample of customers. If they take more bytes than the limit, the sample is halved, as often as it
 * takes, so that the memory does not depend on the number of purchases.
 */
public final class SampledPurchases {

    private final ReturnOptions options;
    private final Predicate<String> isCustomer;
    private final Map<String, EventLog> logs = new HashMap<>();
    private CustomerSample sample;
    private long bytes;
    private boolean reduced;

    /**
     * Starts without purchases.
     *
     * @param seed seed of the sample
     * @param customers number of customers, of whom {@link ReturnOptions#customers()} are sampled
     * @param isCustomer whether an id is that of one of these customers; asked for a part of all ids
     */
    public SampledPurchases(ReturnOptions options, long seed, long customers, Predicate<String> isCustomer) {
        this.options = options;
        this.isCustomer = isCustomer;
        this.sample = CustomerSample.of(seed, options.customers(), customers);
    }

    /** Returns whether the sample takes the purchases of a customer. */
    public boolean takes(String customerId) {
        return logs.containsKey(customerId) || (sample.contains(customerId) && isCustomer.test(customerId));
    }

    /** Adds a purchase or refund of a customer that the sample takes, in the order of arrival. */
    public void add(String customerId, CustomerEvent event) {
        EventLog log = logs.computeIfAbsent(customerId, id -> new EventLog());
        bytes -= log.size();
        log.add(event);
        bytes += log.size();
        while (bytes > options.maxBytes() && sample.limit() > 0) {
            sample = sample.half();
            reduced = true;
            logs.keySet().removeIf(id -> !sample.contains(id));
            bytes = logs.values().stream().mapToLong(EventLog::size).sum();
        }
    }

    /** Removes all purchases so far of a customer. */
    public void erase(String customerId) {
        EventLog erased = logs.remove(customerId);
        bytes -= erased == null ? 0 : erased.size();
    }

    /** Returns the number of customers with purchases in the sample. */
    public int customers() {
        return logs.size();
    }

    /** Returns whether the sample had to be reduced to keep the limit of bytes. */
    public boolean isReduced() {
        return reduced;
    }

    /**
     * Returns the snapshots of the customers, in the order of the hashes of their ids.
     *
     * @param asOf time of the training, epoch milliseconds
     */
    public ReturnSnapshots snapshots(long asOf, HistoryRules rules) {
        ReturnSnapshots snapshots = new ReturnSnapshots(asOf, options.horizon(), rules);
        logs.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, EventLog>>comparingLong(log -> sample.hash(log.getKey()))
                        .thenComparing(Map.Entry::getKey))
                .forEach(log -> snapshots.add(log.getValue().toList()));
        return snapshots;
    }
}
