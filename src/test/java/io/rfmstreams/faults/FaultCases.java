package io.rfmstreams.faults;

import static io.rfmstreams.faults.FaultCase.AT_LEAST_ONCE;
import static io.rfmstreams.faults.FaultCase.EXACTLY_ONCE;

import io.rfmstreams.faults.FaultCase.Disturbance;
import io.rfmstreams.faults.FaultCase.Plan;
import io.rfmstreams.faults.FaultCase.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The cases of the fault suite. */
final class FaultCases {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private FaultCases() {}

    /** Returns the case of {@code mvn verify}. */
    static List<FaultCase> shortForm() {
        Disturbance turns =
                scene -> (scene.phase() == 0 ? Disturbances.processorKills(1) : (Disturbance) Disturbances::killAll)
                        .disturb(scene);
        return List.of(new FaultCase("kills, short form", EXACTLY_ONCE, new Size(2, 2, 500, 3), Plan.sending(turns)));
    }

    /** Returns the cases of {@code mvn verify -Pfaults}. */
    static List<FaultCase> fullForm() {
        List<FaultCase> cases = new ArrayList<>();
        addKills(cases);
        addMembers(cases);
        addOutages(cases);
        cases.add(new FaultCase(
                        "the disk of the state is full",
                        EXACTLY_ONCE,
                        new Size(2, 2, 3_000, 8),
                        Plan.sending(StateFaults::fillDisk).start(StateFaults::mountSmallDisk))
                .with("process.rocksdb.write.buffer.bytes", "262144")
                .with("process.store.cache.bytes", "0"));
        cases.add(new FaultCase(
                "files of the state are damaged",
                EXACTLY_ONCE,
                new Size(2, 6, 600, 3),
                Plan.sending(StateFaults::corrupt)));
        cases.add(new FaultCase(
                "the wall clock jumps",
                EXACTLY_ONCE,
                new Size(2, 2, 1_500, 60),
                Plan.sending(WallClock::jump).start(WallClock::takeOver)));
        // Each phase has all poison; here nothing else happens.
        cases.add(new FaultCase(
                "poison on every input topic", EXACTLY_ONCE, new Size(2, 10, 300, 1), Plan.sending(Scene::happened)));
        // A minute leaves 0.6 s a model, and the default interval alone is 0.5 s.
        cases.add(new FaultCase(
                        "100 models",
                        EXACTLY_ONCE,
                        new Size(2, 1, 2_000, 3, 100),
                        Plan.sending(Disturbance.NONE).reassigning(Scene::happened))
                .with("process.reassignment.poll.interval", "PT0.1S"));
        return cases;
    }

    private static void addKills(List<FaultCase> cases) {
        for (String guarantee : List.of(EXACTLY_ONCE, AT_LEAST_ONCE)) {
            boolean more = guarantee.equals(EXACTLY_ONCE);
            cases.add(new FaultCase(
                    "a processor is killed",
                    guarantee,
                    new Size(2, more ? 6 : 4, 1_500, 10),
                    Plan.sending(Disturbances.processorKills(4)).reassigning(Disturbances.processorKills(1))));
            cases.add(new FaultCase(
                    "the broker is killed",
                    guarantee,
                    new Size(2, more ? 4 : 3, 1_500, 10),
                    Plan.sending(Disturbances.brokerKills(2)).reassigning(Disturbances.brokerKills(1))));
            cases.add(new FaultCase(
                    "all are killed at once",
                    guarantee,
                    new Size(2, more ? 4 : 3, 1_500, 5),
                    Plan.sending(Disturbances::killAll).reassigning(Disturbances::killAll)));
        }
    }

    /** One customer in a slice of work, so that it takes long enough. */
    private static void addMembers(List<FaultCase> cases) {
        Plan plan = Plan.sending(Disturbances::prepareToJoin);
        cases.add(new FaultCase(
                        "processors join and leave during a reassignment",
                        EXACTLY_ONCE,
                        new Size(2, 2, 1_500, 3),
                        plan.reassigning(Disturbances.joinsAndLeaves("rfm_reassignment_running")))
                .with("process.reassignment.batch.size", "1"));
        cases.add(new FaultCase(
                        "processors join and leave during a backlog of timers",
                        EXACTLY_ONCE,
                        new Size(2, 1, 1_500, 3),
                        plan.silence(Disturbances.joinsAndLeaves("rfm_timers_due")))
                .with("process.timers.batch.size", "1"));
    }

    private static void addOutages(List<FaultCase> cases) {
        for (String guarantee : List.of(EXACTLY_ONCE, AT_LEAST_ONCE)) {
            cases.add(new FaultCase(
                    "the broker is away for a minute",
                    guarantee,
                    new Size(2, 1, 1_500, 10),
                    Plan.sending(Disturbances.brokerAway(MINUTE))));
            cases.add(new FaultCase(
                    "a processor is frozen for a minute",
                    guarantee,
                    new Size(2, 1, 3_000, 80),
                    Plan.sending(Disturbances.processorFrozen(MINUTE))));
        }
        cases.add(new FaultCase(
                "the leader of all partitions hangs",
                EXACTLY_ONCE,
                new Size(2, 1, 1_500, 30),
                Plan.sending(Disturbances.brokerHangs(4))));
    }
}
