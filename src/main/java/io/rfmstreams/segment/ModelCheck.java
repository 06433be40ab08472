package io.rfmstreams.segment;

/**
 * The result of a check of a model before its activation.
 *
 * @param value measured value
 * @param limit lowest or highest value that passes
 */
public record ModelCheck(String name, double value, double limit, boolean passed) {

    public ModelCheck {
        ModelLimits.requireName("check name", name);
    }
}
