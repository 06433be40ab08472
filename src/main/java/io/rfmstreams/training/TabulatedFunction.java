package io.rfmstreams.training;

import java.util.function.DoubleUnaryOperator;

/** A function of whole numbers from 0 on, whose first values, which most customers have, are looked up. */
final class TabulatedFunction {

    private static final int LOOKED_UP = 8_192;

    private final DoubleUnaryOperator function;
    private final double[] values;

    TabulatedFunction(DoubleUnaryOperator function) {
        this.function = function;
        this.values = new double[LOOKED_UP];
        for (int i = 0; i < LOOKED_UP; i++) {
            values[i] = function.applyAsDouble(i);
        }
    }

    double at(int argument) {
        return argument < LOOKED_UP ? values[argument] : function.applyAsDouble(argument);
    }
}
