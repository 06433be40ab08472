package io.rfmstreams.faults;

import java.util.HashMap;
import java.util.Map;

/**
 * A kind of fault.
 *
 * @param settings of the processors, beside the guarantee
 * @param size how much of it happens
 * @param plan when it happens
 */
record FaultCase(String name, String guarantee, Map<String, String> settings, Size size, Plan plan) {

    static final String EXACTLY_ONCE = "exactly_once_v2";
    static final String AT_LEAST_ONCE = "at_least_once";

    /**
     * How much happens.
     *
     * @param processors the number of processors
     * @param phases the number of phases
     * @param records records in each phase
     * @param seconds the time in which the records of a phase are sent
     * @param models models after each phase
     */
    record Size(int processors, int phases, int records, int seconds, int models) {

        Size(int processors, int phases, int records, int seconds) {
            this(processors, phases, records, seconds, 1);
        }
    }

    /** Disturbs a cluster. */
    interface Disturbance {

        /** Does nothing. */
        Disturbance NONE = scene -> {};

        void disturb(Scene scene) throws Exception;
    }

    /**
     * When a fault happens.
     *
     * @param start before the processors start
     * @param sending while records arrive, in each phase
     * @param reassigning after each model was published
     * @param silence after the last tick, which makes timers of all customers due
     */
    record Plan(Disturbance start, Disturbance sending, Disturbance reassigning, Disturbance silence) {

        static Plan sending(Disturbance sending) {
            return new Plan(Disturbance.NONE, sending, Disturbance.NONE, Disturbance.NONE);
        }

        Plan reassigning(Disturbance other) {
            return new Plan(start, sending, other, silence);
        }

        Plan silence(Disturbance other) {
            return new Plan(start, sending, reassigning, other);
        }

        Plan start(Disturbance other) {
            return new Plan(other, sending, reassigning, silence);
        }
    }

    FaultCase(String name, String guarantee, Size size, Plan plan) {
        this(name, guarantee, Map.of(), size, plan);
    }

    FaultCase with(String key, String value) {
        Map<String, String> others = new HashMap<>(settings);
        others.put(key, value);
        return new FaultCase(name, guarantee, others, size, plan);
    }

    /** Returns the case with fewer phases. */
    FaultCase atMost(int phases) {
        Size less = new Size(
                size.processors(), Math.min(phases, size.phases()), size.records(), size.seconds(), size.models());
        return new FaultCase(name, guarantee, settings, less, plan);
    }

    boolean isExactlyOnce() {
        return guarantee.equals(EXACTLY_ONCE);
    }

    @Override
    public String toString() {
        return name + ", " + guarantee;
    }
}
