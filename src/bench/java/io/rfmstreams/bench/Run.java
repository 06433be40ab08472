package io.rfmstreams.bench;

import java.util.SortedMap;

/**
 * One contender's way through all purchases.
 *
 * @param input from the first purchase that was read to the commit of the last one
 * @param settled the same, until the moves that were due by then had been written too
 * @param written what went to each topic, by the topic's name without that of the run
 * @param peakMemoryMiB the most resident memory of the engine's process so far
 */
record Run(Stage input, Stage settled, SortedMap<String, Volume> written, long peakMemoryMiB) {

    /**
     * A part of a run.
     *
     * @param seconds its duration
     * @param cpuMicros processor time of the engine's process a purchase, microseconds
     * @param brokerCpuMicros processor time of the broker a purchase, microseconds
     */
    record Stage(double seconds, double perSecond, double cpuMicros, double brokerCpuMicros) {}

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

    /** Purchases a second. */
    double perSecond() {
        return input.perSecond();
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

    @Override
    public String toString() {
        return "%,9.0f/s, %5.1f + %4.1f µs, %4.0f + %4.0f bytes; settled after %5.1f s, %5.1f + %4.1f µs"
                .formatted(
                        perSecond(),
                        input.cpuMicros(),
                        input.brokerCpuMicros(),
                        outputBytes(),
                        changelogBytes(),
                        settled.seconds(),
                        settled.cpuMicros(),
                        settled.brokerCpuMicros());
    }
}
