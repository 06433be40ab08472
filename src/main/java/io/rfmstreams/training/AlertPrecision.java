package io.rfmstreams.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often churn alerts came true: after how many of those that were raised at least a horizon ago the customer placed no
 * order within the horizon. Later alerts are left out, also if an order has followed already, because most of the orders that
 * will follow are not known yet.
 */
public final class AlertPrecision {

    private final long horizon;
    private final long raisedUntil;
    private final Map<String, List<Outcome>> outcomes = new HashMap<>();
    private long open;

    /**
     * Starts without alerts.
     *
     * @param horizon in milliseconds
     * @param now epoch milliseconds
     */
    public AlertPrecision(long horizon, long now) {
        this.horizon = horizon;
        this.raisedUntil = now - horizon;
    }

    /**
     * An alert.
     *
     * @param kind its kind, for example {@code SLIPPED}
     * @param segment id of the segment that the customer leaves
     * @param raisedAt epoch milliseconds
     * @param returnProbability return probability when the alert was raised, 0 to 1; null if there was none
     */
    public record Alert(
            String customerId,
            String kind,
            String segment,
            long raisedAt,
            @Nullable Double returnProbability) {}

    /**
     * The alerts of a kind and a segment.
     *
     * @param cameTrue number of alerts without an order within the horizon
     * @param meanReturnProbability mean return probability when the alerts were raised; null if none had one
     */
    public record Row(
            String kind,
            String segment,
            long alerts,
            long cameTrue,
            @Nullable Double meanReturnProbability) {

        /** Returns the share of alerts without an order within the horizon, 0 to 1. */
        public double precision() {
            return cameTrue / (double) alerts;
        }
    }

    /** Adds an alert. A repeat of an alert is left out. */
    public void add(Alert alert) {
        if (alert.raisedAt() > raisedUntil) {
            open++;
            return;
        }
        List<Outcome> ofCustomer = outcomes.computeIfAbsent(alert.customerId(), id -> new ArrayList<>());
        if (ofCustomer.stream().noneMatch(outcome -> outcome.alert.equals(alert))) {
            ofCustomer.add(new Outcome(alert));
        }
    }

    /** Returns whether orders of a customer matter. All alerts must have been added. */
    public boolean hasAlerts(String customerId) {
        return outcomes.containsKey(customerId);
    }

    /** Adds an order, at epoch milliseconds. */
    public void addOrder(String customerId, long occurredAt) {
        for (Outcome outcome : outcomes.getOrDefault(customerId, List.of())) {
            long raisedAt = outcome.alert.raisedAt();
            outcome.returned |= occurredAt > raisedAt && occurredAt - raisedAt <= horizon;
        }
    }

    /** Removes the alerts of a customer who was erased: the later orders may be missing. */
    public void erase(String customerId) {
        outcomes.remove(customerId);
    }

    /** Returns the number of alerts that were raised less than a horizon ago. Repeats count. */
    public long open() {
        return open;
    }

    /** Returns a row for each kind and segment, ordered by both. */
    public List<Row> rows() {
        return rows(alert -> new Group(alert.kind(), alert.segment()));
    }

    /** Returns a row for each kind, ordered by it, with an empty segment. */
    public List<Row> totals() {
        return rows(alert -> new Group(alert.kind(), ""));
    }

    private List<Row> rows(Function<Alert, Group> groupOf) {
        SortedMap<Group, Sums> groups =
                new TreeMap<>(Comparator.comparing(Group::kind).thenComparing(Group::segment));
        outcomes.values().stream().flatMap(List::stream).forEach(outcome -> groups.computeIfAbsent(
                        groupOf.apply(outcome.alert), group -> new Sums())
                .add(outcome));
        return groups.entrySet().stream()
                .map(group -> group.getValue().row(group.getKey()))
                .toList();
    }

    private record Group(String kind, String segment) {}

    /** An alert, and whether an order followed. */
    private static final class Outcome {

        private final Alert alert;
        private boolean returned;

        Outcome(Alert alert) {
            this.alert = alert;
        }
    }

    private static final class Sums {

        private long alerts;
        private long cameTrue;
        private long predictions;
        private double probabilities;

        void add(Outcome outcome) {
            alerts++;
            cameTrue += outcome.returned ? 0 : 1;
            Double probability = outcome.alert.returnProbability();
            if (probability != null) {
                predictions++;
                probabilities += probability;
            }
        }

        Row row(Group group) {
            return new Row(
                    group.kind(),
                    group.segment(),
                    alerts,
                    cameTrue,
                    predictions == 0 ? null : probabilities / predictions);
        }
    }
}
