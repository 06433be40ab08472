package io.rfmstreams.faults;

import java.util.Map;

/**
 * A kind of fault.
 *
 * @param settings of the processors, beside the guarantee
 * @param size how much of it happens
 * @param sending disturbs while records arrive
 * @param reassigning disturbs after a new model was published
 */
record FaultCase(
        String name,
        String guarantee,
        Map<String, String> settings,
        Size size,
        Disturbance sending,
        Disturbance reassigning) {

    /**
     * How much happens.
     *
     * @param processors the number of processors
     * @param phases the number of phases
     * @param records records in each phase
     * @param seconds the time in which the records of a phase are sent
     */
    record Size(int processors, int phases, int records, int seconds) {}

    /** Disturbs a cluster. */
    interface Disturbance {

        void disturb(Scene scene) throws Exception;
    }

    static FaultCase exactlyOnce(String name, Size size, Disturbance sending, Disturbance reassigning) {
        return new FaultCase(name, "exactly_once_v2", Map.of(), size, sending, reassigning);
    }

    static FaultCase atLeastOnce(String name, Size size, Disturbance sending, Disturbance reassigning) {
        return new FaultCase(name, "at_least_once", Map.of(), size, sending, reassigning);
    }

    FaultCase with(Map<String, String> others) {
        return new FaultCase(name, guarantee, others, size, sending, reassigning);
    }

    boolean isExactlyOnce() {
        return guarantee.equals("exactly_once_v2");
    }
}
