package io.rfmstreams.segment;

/** One check of a model before activation: what was measured against which limit. */
public record ModelCheck(String name, double value, double limit, boolean passed) {

    public ModelCheck {
        ModelLimits.requireName("check name", name);
    }
}
