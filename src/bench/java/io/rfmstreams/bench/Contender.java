package io.rfmstreams.bench;

import io.rfmstreams.app.Settings;
import io.rfmstreams.app.StreamProcessor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;

/** One of the topologies that are compared. */
enum Contender {
    /** All that the program does with a purchase. */
    FULL(settings -> {
        StreamProcessor processor = new StreamProcessor(settings);
        return new Running(processor::start, processor::isRunning, processor::hasEnded, processor::close);
    }),
    /** The least that is possible; see {@link BareProcessor}. */
    BARE(settings -> {
        BareStreams bare = new BareStreams(settings);
        return new Running(
                bare::start,
                () -> bare.state() == KafkaStreams.State.RUNNING,
                () -> bare.state().hasCompletedShutdown(),
                bare::close);
    });

    /** How one is handled that has been built. */
    record Running(Runnable start, BooleanSupplier isRunning, BooleanSupplier hasEnded, Runnable close) {}

    private final Function<Settings, Running> builder;

    Contender(Function<Settings, Running> builder) {
        this.builder = builder;
    }

    Running build(Settings settings) {
        return builder.apply(settings);
    }
}
