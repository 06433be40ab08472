package io.rfmstreams.rfm;

/** An order or refund that is remembered one by one, so that duplicates are known and refunds find their order. */
public sealed interface Remembered {

    String id();

    /** When it happened, epoch milliseconds. */
    long at();

    /**
     * @param left what is left of the order's amount after refunds; zero once it is undone
     */
    record Order(String id, long at, Money left) implements Remembered {

        boolean isUndone() {
            return left.isZero();
        }
    }

    /**
     * @param counted whether it joined its own day's bucket, because its order was not remembered
     */
    record Refund(String id, long at, boolean counted) implements Remembered {}
}
