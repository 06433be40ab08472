package io.rfmstreams.faults;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A row of the report.
 *
 * @param runs how often the case ran
 * @param faults how often its fault happened
 * @param kills processes that were killed
 * @param records records on all input topics
 * @param customers customers that were compared
 * @param messages segment changes and alerts that were compared
 * @param differences between the results and the oracles
 * @param note what else was seen; may be empty
 */
@JsonPropertyOrder({
    "name",
    "guarantee",
    "seed",
    "runs",
    "faults",
    "kills",
    "records",
    "customers",
    "messages",
    "differences",
    "seconds",
    "note"
})
record FaultRow(
        String name,
        String guarantee,
        long seed,
        int runs,
        int faults,
        int kills,
        long records,
        int customers,
        int messages,
        int differences,
        long seconds,
        String note) {}
