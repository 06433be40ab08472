package io.rfmstreams.training;

/**
 * A kind of customers that segments are named after.
 *
 * @param key names the archetype in configuration: {@code cant-lose}
 * @param label what segments are called
 * @param percentiles its place among all customers
 * @param action what to do with such customers
 */
public record Archetype(String key, String label, PercentileProfile percentiles, String action) {

    public Archetype {
        if (key.isBlank() || label.isBlank()) {
            throw new IllegalArgumentException(
                    "key and label must not be blank, not '" + key + "' and '" + label + "'");
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
