package io.rfmstreams.bench;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.app.Settings;
import io.rfmstreams.bench.BenchmarkOptions.LoadKind;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The broker with the purchases, written once, on which the engines process them in turn. */
final class Arena implements AutoCloseable {

    static final String PURCHASES = "purchases";

    private static final String CLOCK = "clock";

    private final BenchmarkOptions options;
    private final Engines engines;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final SegmentationModel model;
    private @Nullable Example example;
    private int runs;

    /** A run of the whole topology whose topics are still there. */
    private record Example(String name, SortedMap<String, Run.Volume> written) {}

    Arena(BenchmarkOptions options, Path folder) throws IOException, InterruptedException {
        this.options = options;
        engines = new Engines(options, folder);
        boolean hasTicks = options.load() == LoadKind.SEASONS;
        Load load = hasTicks
                ? new SeasonLoad(options.customers())
                // At its end the live clock goes on from here, and has nobody to catch up with.
                : new DenseLoad(options.purchases(), options.customers(), System.currentTimeMillis());
        Settings settings = settings("load", "at_least_once");
        LoadedTopics topics = LoadedTopics.write(settings, engines.admin(), options.partitions(), load, hasTicks);
        model = topics.train();
        long[] sent = topics.sent();
        for (int partition = 0; partition < sent.length; partition++) {
            ends.put(new TopicPartition(PURCHASES, partition), sent[partition]);
        }
    }

    /**
     * Lets a contender process all purchases.
     *
     * @return how long it took and what it wrote
     */
    Run run(Contender contender, String guarantee) throws Exception {
        String name = "run" + ++runs;
        Run run = process(contender, name, guarantee);
        keepOrRemove(contender, name, run.written());
        return run;
    }

    /** What the whole topology writes stays until its next run. */
    private void keepOrRemove(Contender contender, String name, SortedMap<String, Run.Volume> written)
            throws InterruptedException, ExecutionException {
        String old = name;
        if (contender == Contender.FULL) {
            old = example == null ? "" : example.name();
            example = new Example(name, written);
        }
        engines.remove(old);
    }

    /** Lets a contender process all purchases. The topics that it writes begin with the name and stay. */
    Run process(Contender contender, String name, String guarantee) throws Exception {
        ControlledJvm engine = start(contender, name, guarantee);
        RunClock.Stages stages = clock(engine, name).await(name);
        engines.stop(contender, name);
        return new Run(stages.input(), stages.settled(), engines.written(name, purchases()), engine.peakMemoryMiB());
    }

    private ControlledJvm start(Contender contender, String name, String guarantee) throws IOException {
        Map<String, String> configuration = configuration(guarantee);
        if (contender == Contender.AS_MUCH) {
            Example imitated = requireNonNull(example, "the whole topology has not run yet");
            configuration.put(EngineMain.EXAMPLE_RUN, imitated.name());
            imitated.written()
                    .forEach((topic, volume) ->
                            configuration.put(EngineMain.EXAMPLE_TOPIC + topic, String.valueOf(volume.records())));
        }
        return engines.start(contender, name, model, configuration);
    }

    private RunClock clock(ControlledJvm engine, String name) {
        return new RunClock(engines.admin(), engine, engines.broker(), ends, engines.outputs(name));
    }

    Settings settings(String name, String guarantee) {
        return engines.settings(name, configuration(guarantee));
    }

    private Map<String, String> configuration(String guarantee) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("topic.purchases", PURCHASES);
        configuration.put("topic.clock", CLOCK);
        configuration.put("rfm.clock", options.load() == LoadKind.SEASONS ? "event" : "live");
        configuration.put("process.guarantee", guarantee);
        return configuration;
    }

    /** Returns the number of purchases and refunds. */
    long purchases() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        engines.close();
    }
}
