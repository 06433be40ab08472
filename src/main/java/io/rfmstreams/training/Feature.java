package io.rfmstreams.training;

/** The three raw features of a customer. */
enum Feature {
    RECENCY {
        @Override
        double of(Customers customers, int index) {
            return customers.recencyDays(index);
        }
    },
    FREQUENCY {
        @Override
        double of(Customers customers, int index) {
            return customers.frequency(index);
        }
    },
    MONETARY {
        @Override
        double of(Customers customers, int index) {
            return customers.monetary(index);
        }
    };

    /** Returns the value of a customer, in days, orders, or the currency's main unit. */
    abstract double of(Customers customers, int index);
}
