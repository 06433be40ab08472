package io.rfmstreams.rfm;

/** An order or refund that is remembered one by one, so that duplicates are known and refunds find their order. */
public sealed interface Remembered {

    String id();

    /** When it happened, epoch milliseconds. */
    long at();

    /**
     * @param left what is left of the order's amount after refunds; zero once it is undone
     * @param inWindow whether it counts in its day's bucket; no more once that has left the window
     */
    record Order(String id, long at, Money left, boolean inWindow) implements Remembered {

        Order less(Money givenBack) {
            return new Order(id, at, left.minus(givenBack), inWindow);
        }

        Order outOfWindow() {
            return new Order(id, at, left, false);
        }

        boolean isUndone() {
            return left.isZero();
        }
    }

    /**
     * @param counted whether it joined its own day's bucket, because its order was not remembered
     */
    record Refund(String id, long at, boolean counted) implements Remembered {}
}
