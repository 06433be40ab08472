package io.rfmstreams.training;

import java.util.function.DoubleUnaryOperator;

/** A function of integers from 0 on. Its first values, which most customers have, are looked up in a table. */
final class TabulatedFunction {

    private static final int TABLE_SIZE = 8_192;

    private final DoubleUnaryOperator function;
    private final double[] values;

    TabulatedFunction(DoubleUnaryOperator function) {
        this.function = function;
        this.values = new double[TABLE_SIZE];
        for (int i = 0; i < TABLE_SIZE; i++) {
            values[i] = function.applyAsDouble(i);
        }
    }

    double at(int argument) {
        return argument < TABLE_SIZE ? values[argument] : function.applyAsDouble(argument);
    }
}
