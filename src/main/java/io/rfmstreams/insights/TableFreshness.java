package io.rfmstreams.insights;

/**
 * How far the tables follow the topics.
 *
 * @param asOf the wall-clock time up to which everything that was written to the topics is in the tables, epoch milliseconds
 * @param lag number of offsets between the tables and the ends of the topics, at least 0
 */
public record TableFreshness(long asOf, long lag) {

    public TableFreshness {
        if (lag < 0) {
            throw new IllegalArgumentException("lag must be at least 0, not " + lag);
        }
    }
}
