package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.app.DeadLetterEntry;
import io.rfmstreams.app.DeadLetterState;
import io.rfmstreams.contract.Timestamps;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** The newest dead letters, and the totals of all by reason and state. */
final class DeadLetterList {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<DeadLetterEntry> BY_TIME = Comparator.comparingLong(DeadLetterEntry::writtenAt)
            .thenComparingInt(entry -> entry.position().partition())
            .thenComparingLong(entry -> entry.position().offset());

    private final PriorityQueue<DeadLetterEntry> newest = new PriorityQueue<>(BY_TIME);
    private final Map<String, Map<DeadLetterState, Integer>> totals = new TreeMap<>();
    private final int limit;
    private long hidden;

    /** @param limit how many dead letters to hold, at least 1 */
    DeadLetterList(int limit) {
        this.limit = limit;
    }

    void add(DeadLetterEntry entry) {
        newest.add(entry);
        if (newest.size() > limit) {
            newest.remove();
            hidden++;
        }
        totals.computeIfAbsent(entry.reason(), reason -> new EnumMap<>(DeadLetterState.class))
                .merge(entry.state(), 1, Integer::sum);
    }

    /** Returns how many older dead letters the list does not hold. */
    long hidden() {
        return hidden;
    }

    private List<DeadLetterEntry> sorted() {
        return newest.stream().sorted(BY_TIME).toList();
    }

    void printTable(PrintWriter out) {
        TextTable letters = new TextTable("written at", "reason", "customer", "record", "state", "detail");
        for (DeadLetterEntry entry : sorted()) {
            letters.row(
                    Timestamps.format(entry.writtenAt()),
                    entry.reason(),
                    Objects.requireNonNullElse(entry.customerId(), ""),
                    entry.source() == null ? "" : entry.source(),
                    entry.state().code(),
                    Objects.requireNonNullElse(entry.obstacle(), detail(entry)));
        }
        letters.print(out);
        out.println();
        TextTable counts = new TextTable("reason", "open", "retried", "not retryable");
        totals.forEach((reason, states) -> counts.row(
                reason,
                states.getOrDefault(DeadLetterState.OPEN, 0),
                states.getOrDefault(DeadLetterState.RETRIED, 0),
                states.getOrDefault(DeadLetterState.NOT_RETRYABLE, 0)));
        counts.print(out);
    }

    /** Returns the detail without the reason, which the message of a dead letter begins with. */
    private static String detail(DeadLetterEntry entry) {
        String prefix = entry.reason() + ": ";
        return entry.detail().startsWith(prefix) ? entry.detail().substring(prefix.length()) : entry.detail();
    }

    void printJson(PrintWriter out) {
        for (DeadLetterEntry entry : sorted()) {
            ObjectNode json = JSON.createObjectNode()
                    .put("partition", entry.position().partition())
                    .put("offset", entry.position().offset())
                    .put("writtenAt", Timestamps.format(entry.writtenAt()))
                    .put("reason", entry.reason())
                    .put("detail", entry.detail())
                    .put("customerId", entry.customerId());
            if (entry.source() == null) {
                json.putNull("source");
            } else {
                json.putObject("source")
                        .put("topic", entry.source().topic())
                        .put("partition", entry.source().partition())
                        .put("offset", entry.source().offset());
            }
            out.println(json.put("size", entry.size())
                    .put("state", entry.state().code())
                    .put("obstacle", entry.obstacle()));
        }
        out.flush();
    }
}
