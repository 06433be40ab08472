package io.rfmstreams.bench;

import io.rfmstreams.app.Settings;
import io.rfmstreams.app.StreamProcessor;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KafkaStreams;

/** One of the topologies that are compared. */
interface Contender {

    /** All that the program does with a purchase. */
    Contender FULL = settings -> {
        StreamProcessor processor = new StreamProcessor(settings);
        return new Running(processor::start, processor::isRunning, processor::hasEnded, processor::close);
    };

    /** The least that is possible; see {@link BareProcessor}. */
    Contender BARE = settings -> running(BareStreams.least(settings));

    /** What the whole one writes, without what it decides; see {@link AsMuchProcessor}. */
    static Contender asMuchAs(Examples examples) {
        return settings -> running(BareStreams.asMuch(settings, examples));
    }

    /** How one is handled that has been built. */
    record Running(Runnable start, BooleanSupplier isRunning, BooleanSupplier hasEnded, Runnable close) {}

    Running build(Settings settings);

    private static Running running(BareStreams bare) {
        return new Running(
                bare::start,
                () -> bare.state() == KafkaStreams.State.RUNNING,
                () -> bare.state().hasCompletedShutdown(),
                bare::close);
    }
}
