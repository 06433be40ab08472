package io.rfmstreams.training;

import io.rfmstreams.segment.ModelLimits;
import io.rfmstreams.segment.ReservedSegment;
import java.util.Set;

/**
 * A typical group of customers. Segments are named after the nearest archetype.
 *
 * @param key key of the archetype in the configuration, for example {@code cant-lose}
 * @param label name of the segments
 * @param percentiles typical mean percentiles of the customers
 * @param action recommended action for the customers
 */
public record Archetype(String key, String label, PercentileProfile percentiles, String action) {

    /** The keys of the archetypes whose customers have not bought for some time. */
    private static final Set<String> FADING = Set.of("cant-lose", "at-risk", "hibernating", "lost");

    /** The name of a segment is the label and up to 8 more characters of a numeral. */
    private static final int MAX_LABEL_LENGTH = ModelLimits.MAX_NAME_LENGTH - 8;

    public Archetype {
        if (key.isBlank() || label.isBlank()) {
            throw new IllegalArgumentException(
                    "key and label must not be blank, not '" + key + "' and '" + label + "'");
        }
        ModelLimits.requireText("label", label, MAX_LABEL_LENGTH);
        ModelLimits.requireText("action", action, ModelLimits.MAX_ACTION_LENGTH);
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

    /** Returns whether the customers are typically those who have not bought for some time; the key decides. */
    boolean isFading() {
        return FADING.contains(key);
    }

    /** Returns the slug of the label, which is the id of the first segment with it. */
    String slug() {
        return SegmentName.of(label).slug();
    }

    /** Returns the Euclidean distance to percentiles, 0 to √3. */
    double distance(PercentileProfile other) {
        return percentiles.distance(other);
    }
}
