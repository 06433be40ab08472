package io.rfmstreams.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a demo does.
 *
 * @param dataDir where broker and state keep their data; null for a temporary folder that goes in the end
 * @param data what is replayed
 * @param onlyOnce whether it is replayed only where the data folder holds no purchases yet
 * @param eventsPerSecond how fast, {@link Double#POSITIVE_INFINITY} for as fast as Kafka takes it
 * @param endAt the last tick, epoch milliseconds; null for the end of the last order's UTC day
 * @param training when models are trained
 * @param port of the REST interface, 0 for any free one; null for the configured one or, if that is taken and nobody chose it,
 *     any free one
 */
public record DemoOptions(
        @Nullable Path dataDir,
        DataSet data,
        boolean onlyOnce,
        double eventsPerSecond,
        @Nullable Long endAt,
        TrainingSchedule training,
        @Nullable Integer port) {}
