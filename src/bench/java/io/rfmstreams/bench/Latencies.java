package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Latencies by name, from any number of threads. */
final class Latencies {

    private static final int[] PERCENTILES = {50, 95, 99, 100};

    private final SortedMap<String, List<Long>> nanos = new TreeMap<>();

    synchronized void add(String name, long latencyNanos) {
        nanos.computeIfAbsent(name, any -> new ArrayList<>()).add(latencyNanos);
    }

    synchronized void clear() {
        nanos.clear();
    }

    /** Adds an object a name with the count and the percentiles (nearest rank) in milliseconds, and prints them as a table. */
    synchronized void report(ObjectNode result) {
        nanos.forEach((name, all) -> {
            Collections.sort(all);
            ObjectNode row = result.putObject(name).put("count", all.size());
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-112s %6d", name, all.size()));
            for (int percentile : PERCENTILES) {
                int rank = (int) Math.ceil(percentile / 100.0 * all.size());
                double millis = Math.round(all.get(Math.max(0, rank - 1)) / 1e5) / 10.0;
                row.put(percentile == 100 ? "max" : "p" + percentile, millis);
                line.append(String.format(Locale.ROOT, " %9.1f", millis));
            }
            System.out.println(line);
        });
    }
}
