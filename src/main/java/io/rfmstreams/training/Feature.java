package io.rfmstreams.training;

/** The three raw features of a customer, as numbers. */
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

    /** In days, orders, or the currency's main unit. */
    abstract double of(Customers customers, int index);
}
