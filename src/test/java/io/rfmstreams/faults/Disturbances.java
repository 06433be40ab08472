package io.rfmstreams.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.ChildProcessor;
import io.rfmstreams.faults.FaultCase.Disturbance;
import java.time.Duration;
import java.util.List;

/** Faults of processes, at random moments. */
final class Disturbances {

    private Disturbances() {}

    /** Kills processors one after the other. The next kill does not always wait until the last one is ready again. */
    static Disturbance processorKills(int kills) {
        return scene -> {
            for (int kill = 0; kill < kills; kill++) {
                scene.pause(100, 2_500);
                int victim = scene.anyProcessor();
                scene.cluster().killProcessor(victim);
                scene.happened();
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
                scene.happened();
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
        scene.happened();
        scene.cluster().startBroker();
        for (int processor : running) {
            scene.cluster().startProcessor(processor);
        }
        scene.cluster().awaitReady();
    }

    /** Kills the broker and starts it again after a time. */
    static Disturbance brokerAway(Duration time) {
        return scene -> {
            scene.pause(500, 2_000);
            scene.cluster().killBroker();
            scene.happened();
            Thread.sleep(time.toMillis());
            scene.cluster().startBroker();
        };
    }

    /** Freezes a processor for a time in which the others take over its tasks. */
    static Disturbance processorFrozen(Duration time) {
        return scene -> {
            scene.pause(500, 2_000);
            long pid = scene.cluster().processor(scene.anyProcessor()).pid();
            Cluster.freeze(pid);
            scene.happened();
            Thread.sleep(time.toMillis());
            Cluster.thaw(pid);
        };
    }

    /** Lets the leader of all partitions hang for some seconds, again and again. */
    static Disturbance brokerHangs(int times) {
        return scene -> {
            for (int i = 0; i < times; i++) {
                scene.pause(500, 2_000);
                Cluster.freeze(scene.cluster().broker().pid());
                scene.happened();
                scene.pause(3_000, 12_000);
                Cluster.thaw(scene.cluster().broker().pid());
            }
        };
    }

    /** Starts two processors and freezes them before they join, so that they can join at once later. */
    static void prepareToJoin(Scene scene) throws Exception {
        for (int i = 0; i < 2; i++) {
            List<Integer> running = scene.cluster().running();
            int number = running.get(running.size() - 1) + 1;
            scene.cluster().startProcessor(number);
            ChildProcessor processor = scene.cluster().processor(number);
            await().until(() -> processor.log().contains("Configuration: "));
            Cluster.freeze(processor.pid());
        }
    }

    /**
     * One of the prepared processors joins, the first one leaves, the other prepared one joins, and the one that has just joined
     * leaves.
     *
     * @param work the metric of the work during which this must happen
     */
    static Disturbance joinsAndLeaves(String work) {
        return scene -> {
            List<Integer> running = scene.cluster().running();
            int first = running.get(running.size() - 2);
            int second = running.get(running.size() - 1);
            await().until(() -> scene.sum(work) > 0);
            Cluster.thaw(scene.cluster().processor(first).pid());
            scene.happened();
            scene.pause(500, 2_000);
            double left = scene.sum(work);
            scene.cluster().stopProcessor(running.get(0));
            scene.happened();
            Cluster.thaw(scene.cluster().processor(second).pid());
            scene.happened();
            scene.pause(500, 2_000);
            scene.note("%s %.0f before the first leave, %.0f before the second".formatted(work, left, scene.sum(work)));
            scene.cluster().stopProcessor(first);
            scene.happened();
            assertThat(left).as(work).isPositive();
            scene.cluster().awaitReady();
        };
    }
}
