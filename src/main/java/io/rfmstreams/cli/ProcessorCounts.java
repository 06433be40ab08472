package io.rfmstreams.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The counters of a processor's partitions, as its metrics show them.
 *
 * @param counts the sums over the partitions, by the name of the metric and the kind or reason if there is one, as in {@code
 *     rfm_dead_letters_total bad-date}
 * @param partitions the partitions of the instance
 */
record ProcessorCounts(SortedMap<String, Long> counts, Set<String> partitions) {

    private static final Pattern COUNTER = Pattern.compile("(rfm_\\w+_total|rfm_customers)\\{([^}]*)} (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final String DEAD_LETTERS = "rfm_dead_letters_total ";

    /** Reads metrics in the Prometheus text format. */
    static ProcessorCounts parse(String metrics) {
        SortedMap<String, Long> counts = new TreeMap<>();
        Set<String> partitions = new TreeSet<>();
        for (String line : metrics.split("\n")) {
            Matcher counter = COUNTER.matcher(line);
            if (counter.matches()) {
                StringBuilder name = new StringBuilder(counter.group(1));
                Matcher labels = LABEL.matcher(counter.group(2));
                while (labels.find()) {
                    if (labels.group(1).equals("partition")) {
                        partitions.add(labels.group(2));
                    } else {
                        name.append(' ').append(labels.group(2));
                    }
                }
                counts.merge(name.toString(), (long) Double.parseDouble(counter.group(3)), Long::sum);
            }
        }
        return new ProcessorCounts(counts, partitions);
    }

    /** Returns how much the counters have grown. */
    ProcessorCounts since(ProcessorCounts before) {
        SortedMap<String, Long> grown = new TreeMap<>();
        counts.forEach((name, count) -> grown.put(name, count - before.counts.getOrDefault(name, 0L)));
        return new ProcessorCounts(grown, partitions);
    }

    /** Describes the counters in a sentence without a subject. Counters that are 0 are left out, except orders and dead letters. */
    String describe() {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT, "%,d orders of %,d new customers", of("rfm_orders_total"), of("rfm_customers")));
        addIfAny(parts, of("rfm_refunds_total linked") + of("rfm_refunds_total unlinked"), "refunds");
        addIfAny(parts, of("rfm_refunds_total pending"), "refunds before their order");
        addIfAny(parts, of("rfm_refunds_total ignored"), "refunds without effect");
        addIfAny(parts, of("rfm_duplicates_total"), "duplicates");
        addIfAny(parts, of("rfm_conflicting_duplicates_total"), "of these with another amount or time");
        addIfAny(parts, of("rfm_expired_on_arrival_total"), "orders dated before the window");
        parts.add(deadLetters());
        return String.join(", ", parts);
    }

    private String deadLetters() {
        long all = 0;
        List<String> reasons = new ArrayList<>();
        for (Map.Entry<String, Long> counter : counts.entrySet()) {
            if (counter.getKey().startsWith(DEAD_LETTERS) && counter.getValue() > 0) {
                all += counter.getValue();
                String reason = counter.getKey().substring(DEAD_LETTERS.length());
                reasons.add(String.format(Locale.ROOT, "%s %,d", reason, counter.getValue()));
            }
        }
        String total = String.format(Locale.ROOT, "%,d dead letters", all);
        return reasons.isEmpty() ? total : total + " (" + String.join(", ", reasons) + ")";
    }

    private long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    private static void addIfAny(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
