package io.rfmstreams.training;

import io.rfmstreams.segment.ModelLimits;
import io.rfmstreams.segment.ReservedSegment;

/**
 * A kind of customers that segments are named after.
 *
 * @param key names the archetype in configuration: {@code cant-lose}
 * @param label what segments are called
 * @param percentiles its place among all customers
 * @param action what to do with such customers
 */
public record Archetype(String key, String label, PercentileProfile percentiles, String action) {

    /** Leaves room for a numeral. */
    private static final int LONGEST_LABEL = ModelLimits.LONGEST_NAME - 8;

    public Archetype {
        if (key.isBlank() || label.isBlank()) {
            throw new IllegalArgumentException(
                    "key and label must not be blank, not '" + key + "' and '" + label + "'");
        }
        ModelLimits.requireText("label", label, LONGEST_LABEL);
        ModelLimits.requireText("action", action, ModelLimits.LONGEST_ACTION);
        if (ReservedSegment.find(SegmentName.of(label).slug()) != null) {
            throw new IllegalArgumentException("label must not be reserved, not '" + label + "'");
        }
        if (SegmentName.of(label).slug().isEmpty()) {
            throw new IllegalArgumentException("label must have a letter or digit, not '" + label + "'");
        }
        if (!SegmentName.parse(label).label().equals(label)) {
            throw new IllegalArgumentException("label must not end with a numeral, not '" + label + "'");
        }
    }

    double distance(PercentileProfile other) {
        return percentiles.distance(other);
    }
}
