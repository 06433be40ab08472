package io.rfmstreams.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.rfmstreams.query.AdminCommands;
import io.rfmstreams.query.CustomerQueries;
import io.rfmstreams.query.KnownModels;
import io.rfmstreams.query.PeerReader;

/**
 * The queries, commands and metrics that the server exposes.
 *
 * @param meters registry of the server's own metrics
 */
public record Backend(
        CustomerQueries customers,
        KnownModels models,
        AdminCommands commands,
        PeerReader peers,
        ServiceStatus status,
        MeterRegistry meters) {}
