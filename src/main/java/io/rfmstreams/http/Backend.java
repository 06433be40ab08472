package io.rfmstreams.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.rfmstreams.query.AdminCommands;
import io.rfmstreams.query.CustomerQueries;
import io.rfmstreams.query.KnownModels;
import io.rfmstreams.query.PeerReader;

/**
 * What the interface shows.
 *
 * @param meters where it tells how long answers took
 */
public record Backend(
        CustomerQueries customers,
        KnownModels models,
        AdminCommands commands,
        PeerReader peers,
        ServiceStatus status,
        MeterRegistry meters) {}
