package io.rfmstreams.bench;

import java.util.SortedMap;

/**
 * One contender's way through all purchases.
 *
 * @param perSecond purchases a second
 * @param cpuMicros microseconds of processor time a purchase, broker and compiler included; unlike the rate it hardly hangs on
 *     what else the machine does
 * @param written what went to each topic, by the topic's name without that of the run
 */
record Run(double perSecond, double cpuMicros, SortedMap<String, Volume> written) {

    /**
     * What a topic took.
     *
     * @param records a purchase, the markers of transactions among them
     * @param bytes a purchase, as they lie on the broker
     */
    record Volume(double records, double bytes) {

        Volume plus(Volume other) {
            return new Volume(records + other.records, bytes + other.bytes);
        }
    }

    /** Bytes a purchase on the topics that others read. */
    double outputBytes() {
        return bytes(false);
    }

    /** Bytes a purchase on the changelogs. */
    double changelogBytes() {
        return bytes(true);
    }

    private double bytes(boolean ofChangelogs) {
        return written.entrySet().stream()
                .filter(topic -> topic.getKey().endsWith("-changelog") == ofChangelogs)
                .mapToDouble(topic -> topic.getValue().bytes())
                .sum();
    }
}
