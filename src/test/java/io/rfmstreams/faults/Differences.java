package io.rfmstreams.faults;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.topology.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what differs between the results of a run and what they should be. */
final class Differences {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DAY = 86_400_000L;

    private final List<String> found = new ArrayList<>();

    /** Returns the differences found so far. */
    List<String> found() {
        return found;
    }

    /** Compares all messages of an exactly-once run with those of an undisturbed run. */
    void compare(Results actual, Results expected) {
        compare("changes", actual.changes(), expected.changes());
        compare("alerts", prompt(actual.alerts()), prompt(expected.alerts()));
        compareProfiles(actual, expected);
        compare("dead letters", Map.of("all", actual.deadLetters()), Map.of("all", expected.deadLetters()));
    }

    /** Compares the last profile of each customer. When it was written depends on the time at which timers fire. */
    void compareProfiles(Results actual, Results expected) {
        compare("profile", timeless(actual.profiles()), timeless(expected.profiles()));
    }

    /** Compares moves, FADING alerts and last profiles with those of the oracle. */
    void compare(Results actual, Oracle oracle, long end) {
        Map<String, Timeline> timelines = Timeline.of(all(actual.changes()), all(actual.alerts()));
        compare("timeline", timelines, oracle.timelines());
        compareStates(actual, oracle, end);
    }

    /** Compares first and last purchase, recency, frequency and monetary with those of the oracle. */
    void compareStates(Results actual, Oracle oracle, long end) {
        Map<String, String> states = new TreeMap<>();
        actual.profiles().forEach((id, profile) -> states.put(id, state(json(profile), end)));
        compare("state", states, oracle.states());
    }

    /** Checks that sequences have no gap and no repeat, and that each move starts where the one before ended. */
    void checkSequences(Map<String, List<String>> changes) {
        changes.forEach((customer, ofCustomer) -> {
            long sequence = 0;
            String segment = "";
            for (String each : ofCustomer) {
                JsonNode change = json(each);
                boolean erased = change.path("reason").asText().equals("ERASED");
                if (change.path("sequence").asLong() != sequence + 1) {
                    found.add("sequence of " + customer + ": " + each + " after " + sequence);
                }
                if (!erased && !change.path("from").path("id").asText().equals(segment)) {
                    found.add("source of the move of " + customer + ": " + each + " after " + segment);
                }
                sequence = erased ? 0 : change.path("sequence").asLong();
                segment = change.path("to").path("id").asText();
            }
        });
    }

    /** Checks that there is one SLIPPED alert for each move down from a watched segment by time or refund, and no other. */
    void checkSlipped(Results actual) {
        Map<String, List<String>> expected = new TreeMap<>();
        for (JsonNode change : all(actual.changes())) {
            String reason = change.path("reason").asText();
            int rank = change.path("from").path("rank").asInt(Integer.MAX_VALUE);
            if (rank <= 2
                    && change.path("direction").asText().equals("DOWN")
                    && (reason.equals("TIME") || reason.equals("REFUND"))) {
                expected.computeIfAbsent(change.path("customerId").asText(), id -> new ArrayList<>())
                        .add(change.path("occurredAt").asText() + " "
                                + change.path("from").path("id").asText());
            }
        }
        Map<String, List<String>> raised = new TreeMap<>();
        for (JsonNode alert : all(actual.alerts())) {
            if (alert.path("kind").asText().equals("SLIPPED")) {
                raised.computeIfAbsent(alert.path("customerId").asText(), id -> new ArrayList<>())
                        .add(alert.path("raisedAt").asText() + " "
                                + alert.path("from").path("id").asText());
            }
        }
        compare("SLIPPED alerts", raised, expected);
    }

    <T> void compare(String what, Map<String, T> actual, Map<String, T> expected) {
        Set<String> ids = new TreeSet<>(actual.keySet());
        ids.addAll(expected.keySet());
        for (String id : ids) {
            if (!Objects.equals(actual.get(id), expected.get(id))) {
                found.add("%s of %s:%n  %s%n  instead of%n  %s"
                        .formatted(what, id, text(actual.get(id)), text(expected.get(id))));
            }
        }
    }

    private static Object text(@Nullable Object value) {
        return requireNonNullElse(value, "nothing");
    }

    /** Returns first and last purchase, recency, frequency and monetary of a profile or an answer. */
    static String state(JsonNode profile, long end) {
        JsonNode rfm = profile.path("rfm");
        long last = millis(profile, "lastPurchaseAt");
        return millis(profile, "firstPurchaseAt") + " " + last + " " + Math.max(0, Math.floorDiv(end - last, DAY)) + " "
                + rfm.path("frequency").asText() + " " + rfm.path("monetary").asText();
    }

    private static long millis(JsonNode message, String field) {
        return Timestamps.parse(message.path(field).asText());
    }

    /** Removes what depends on the wall clock: whether an alert was written after the move that it warns of was due. */
    private static Map<String, List<String>> prompt(Map<String, List<String>> alerts) {
        Map<String, List<String>> prompt = new TreeMap<>();
        alerts.forEach((id, each) -> prompt.put(
                id,
                each.stream()
                        .map(alert -> alert.replace("\"late\":true", "\"late\":false"))
                        .toList()));
        return prompt;
    }

    private static Map<String, String> timeless(Map<String, String> profiles) {
        Map<String, String> timeless = new TreeMap<>();
        profiles.forEach((id, profile) -> {
            ObjectNode node = (ObjectNode) json(profile);
            node.remove("updatedAt");
            ((ObjectNode) node.path("rfm")).remove("recencyDays");
            timeless.put(id, node.toString());
        });
        return timeless;
    }

    private static List<JsonNode> all(Map<String, List<String>> messages) {
        return messages.values().stream()
                .flatMap(List::stream)
                .map(Differences::json)
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(text, notJson);
        }
    }
}
