package io.rfmstreams.training;

/** There are too few customers, or too few distinct ones, to fit a model. The message gives the numbers. */
public final class TooFewCustomersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TooFewCustomersException(String message) {
        super(message);
    }

    static TooFewCustomersException customers(int customers, int minCustomers) {
        return new TooFewCustomersException(
                "a model needs at least " + minCustomers + " active customers, there are " + customers);
    }

    static TooFewCustomersException distinct(long distinct, int k) {
        return new TooFewCustomersException("a model of " + k + " segments needs at least " + k
                + " customers that differ in recency, frequency or monetary, there are " + distinct);
    }
}
