package io.rfmstreams.app;

/** The position of a record. Its text is such as {@code purchases-3@17}. */
public record RecordPosition(String topic, int partition, long offset) {

    public RecordPosition {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "partition and offset must not be negative, but are " + partition + " and " + offset);
        }
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
