package io.rfmstreams.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The options of a demo.
 *
 * @param dataDir the folder for the data of the broker and the state; null for a temporary folder that is deleted at the end
 * @param data the records to replay
 * @param onlyOnce whether the data set is replayed only if the data folder contains no purchases
 * @param eventsPerSecond the rate; {@link Double#POSITIVE_INFINITY} for the maximum rate
 * @param endAt the time of the last tick, epoch milliseconds; null for the end of the UTC day of the last order
 * @param training when models are trained
 * @param port the port of the REST API, 0 for any free port; null for the configured port. If the default port is in use,
 *     null selects any free port
 */
public record DemoOptions(
        @Nullable Path dataDir,
        SourceRecords data,
        boolean onlyOnce,
        double eventsPerSecond,
        @Nullable Long endAt,
        TrainingSchedule training,
        @Nullable Integer port) {}
