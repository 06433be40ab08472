package io.rfmstreams.faults;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * A row of the report.
 *
 * @param seed repeats the run
 * @param faults how often the fault happened
 * @param kills processes that were killed
 * @param records records on all input topics
 * @param customers customers whose state was compared
 * @param messages segment changes, alerts and dead letters that were compared
 * @param differences between the results and the oracles
 * @param seconds duration of the case
 * @param notes what else was seen
 */
@JsonPropertyOrder({
    "name",
    "guarantee",
    "seed",
    "faults",
    "kills",
    "records",
    "customers",
    "messages",
    "differences",
    "seconds",
    "notes"
})
record FaultRow(
        String name,
        String guarantee,
        long seed,
        int faults,
        int kills,
        long records,
        int customers,
        int messages,
        int differences,
        long seconds,
        List<String> notes) {}
