package io.rfmstreams.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.rfmstreams.query.CustomerQueries;
import io.rfmstreams.query.Instructions;
import io.rfmstreams.query.KnownModels;
import io.rfmstreams.query.PeerReads;

/**
 * What the interface shows.
 *
 * @param meters where it tells how long answers took
 */
public record Backend(
        CustomerQueries customers,
        KnownModels models,
        Instructions instructions,
        PeerReads peers,
        ServiceStatus status,
        MeterRegistry meters) {}
