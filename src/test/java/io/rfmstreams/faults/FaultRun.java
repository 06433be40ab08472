package io.rfmstreams.faults;

import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.SegmentationModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Runs a case: phases of load, each disturbed, then a long silence; then it compares all results with the oracles. */
final class FaultRun {

    static final int PARTITIONS = 4;

    private static final int CUSTOMERS = 1_500;
    private static final Duration PHASE = Duration.ofDays(40);
    private static final Duration SILENCE = Duration.ofDays(200);

    private final FaultCase fault;
    private final long seed;
    private final Load load;
    private final List<Phase> phases = new ArrayList<>();
    private final List<String> badTicks = new ArrayList<>();
    private long inputs;
    private int models;

    FaultRun(FaultCase fault, long seed) {
        this.fault = fault;
        this.seed = seed;
        this.load = new Load(
                seed, CUSTOMERS, PARTITIONS, PHASE.dividedBy(fault.size().records()));
    }

    /** What a run gives: a row of the report and the differences. */
    record Outcome(FaultRow row, List<String> differences) {}

    Outcome run(Path folder) throws Exception {
        long start = System.nanoTime();
        try (Cluster cluster = Cluster.start(folder, PARTITIONS, configuration());
                Progress progress = new Progress(cluster, PARTITIONS);
                OtherPoison poison = new OtherPoison(cluster.settings(), PARTITIONS);
                Sender sender = new Sender(cluster.settings(), TopicRole.PURCHASES)) {
            Scene scene = new Scene(cluster, progress, new Random(seed));
            fault.plan().start().disturb(scene);
            cluster.startProcessors(fault.size().processors());
            while (scene.phase() < fault.size().phases()) {
                phase(scene, progress, poison, sender);
                scene.nextPhase();
            }
            long end = silence(scene, progress);
            Comparison comparison = new Comparison(fault, phases, badTicks, PARTITIONS);
            List<String> differences = comparison.differences(cluster, end);
            comparison.notes().forEach(scene::note);
            return new Outcome(
                    new FaultRow(
                            fault.name(),
                            fault.guarantee(),
                            seed,
                            scene.faults(),
                            cluster.kills(),
                            inputs,
                            comparison.customers(),
                            comparison.messages(),
                            differences.size(),
                            (System.nanoTime() - start) / 1_000_000_000,
                            scene.notes()),
                    differences);
        }
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration = new HashMap<>(
                Map.of("process.guarantee", fault.guarantee(), "rfm.currency", "EUR", "cold.start.orders", "2"));
        configuration.putAll(fault.settings());
        return configuration;
    }

    /**
     * Sends records, ticks, and activates models. Each model is activated while there is no input, so that the clock of all tasks
     * is known at that moment.
     */
    private void phase(Scene scene, Progress progress, OtherPoison poison, Sender sender) throws Exception {
        List<Input> records = new ArrayList<>(load.next(fault.size().records()));
        records.addAll(load.everyPoison());
        CompletableFuture<Void> sent =
                sender.send(records, Duration.ofSeconds(fault.size().seconds()));
        fault.plan().sending().disturb(scene);
        sent.join();
        List<String> ticks = poison.sendTicks(scene.random());
        badTicks.addAll(ticks);
        tick(scene, load.now());
        progress.awaitProcessed();
        List<SegmentationModel> activated = activate(scene, progress, poison);
        // What was done without input is committed once a later record is.
        tick(scene, load.now());
        progress.awaitProcessed();
        phases.add(new Phase(records, load.now(), activated));
        inputs += records.size() + ticks.size() + 2L * activated.size();
    }

    private List<SegmentationModel> activate(Scene scene, Progress progress, OtherPoison poison) throws Exception {
        List<SegmentationModel> activated = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < fault.size().models(); i++) {
            SegmentationModel model = FaultModels.version(++models);
            if (i == 0) {
                inputs += poison.sendModels(ModelJson.encode(model));
            }
            scene.cluster().installation().publish(model);
            fault.plan().reassigning().disturb(scene);
            progress.awaitActive(model.version());
            activated.add(model);
        }
        if (fault.size().models() > 1) {
            scene.note("%d models in %d s".formatted(activated.size(), (System.nanoTime() - start) / 1_000_000_000));
        }
        return activated;
    }

    /** Ticks far ahead, so that timers of all customers fall due, and waits for them. Returns the clock of all tasks. */
    private long silence(Scene scene, Progress progress) throws Exception {
        long end = load.now() + SILENCE.toMillis();
        tick(scene, end);
        fault.plan().silence().disturb(scene);
        progress.awaitProcessed();
        progress.awaitTimers();
        tick(scene, end);
        progress.awaitProcessed();
        phases.add(new Phase(List.of(), end, List.of()));
        return end;
    }

    private void tick(Scene scene, long time) {
        scene.cluster().installation().tick(Timestamps.format(time));
        inputs += PARTITIONS;
    }
}
