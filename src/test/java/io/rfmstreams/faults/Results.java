package io.rfmstreams.faults;

import java.util.List;
import java.util.Map;

/**
 * What a run leaves in the output topics, by customer.
 *
 * @param changes segment changes in order, as JSON
 * @param alerts alerts in order, as JSON
 * @param profiles the last profile, as JSON
 * @param deadLetters sorted: topic, partition, offset and reason
 */
record Results(
        Map<String, List<String>> changes,
        Map<String, List<String>> alerts,
        Map<String, String> profiles,
        List<String> deadLetters) {}
