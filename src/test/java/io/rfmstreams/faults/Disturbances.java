package io.rfmstreams.faults;

import io.rfmstreams.faults.FaultCase.Disturbance;
import java.util.List;

/** Faults that happen at random moments. */
final class Disturbances {

    private Disturbances() {}

    static void none(Scene scene) {}

    /** Kills processors one after the other. The next kill does not always wait until the last one is ready again. */
    static Disturbance processorKills(int kills) {
        return scene -> {
            for (int kill = 0; kill < kills; kill++) {
                scene.pause(100, 2_500);
                int victim = scene.anyProcessor();
                scene.cluster().killProcessor(victim);
                scene.pause(0, 1_000);
                scene.cluster().startProcessor(victim);
                if (scene.random().nextInt(4) > 0) {
                    scene.cluster().awaitReady(victim);
                }
            }
        };
    }

    static Disturbance brokerKills(int kills) {
        return scene -> {
            for (int kill = 0; kill < kills; kill++) {
                scene.pause(100, 2_500);
                scene.cluster().killBroker();
                scene.pause(0, 2_000);
                scene.cluster().startBroker();
            }
        };
    }

    /** Kills the broker and all processors at the same time. */
    static void killAll(Scene scene) throws Exception {
        scene.pause(500, 3_000);
        List<Integer> running = scene.cluster().running();
        scene.cluster().killBroker();
        for (int processor : running) {
            scene.cluster().killProcessor(processor);
        }
        scene.cluster().startBroker();
        for (int processor : running) {
            scene.cluster().startProcessor(processor);
        }
        scene.cluster().awaitReady();
    }
}
