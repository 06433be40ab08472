package io.rfmstreams.demo;

/** The buying behaviour of made-up customers, and the share of customers with it. */
enum ShopperKind {
    FREQUENT(0.10, 6.0, 1.0, false),
    LOYAL(0.25, 2.0, 1.0, false),
    LAPSING(0.20, 2.5, 0.6, false),
    OCCASIONAL(0.25, 0.6, 1.0, false),
    ONE_OFF(0.20, 0.4, 1.0, true);

    private final double share;
    private final double activity;
    private final double activePart;
    private final boolean once;

    /**
     * @param share the share of customers of this kind
     * @param activity the relative frequency of their orders
     * @param activePart the part of a history, from its start, in which they order
     * @param once whether they order only once
     */
    ShopperKind(double share, double activity, double activePart, boolean once) {
        this.share = share;
        this.activity = activity;
        this.activePart = activePart;
        this.once = once;
    }

    double activity() {
        return activity;
    }

    double activePart() {
        return activePart;
    }

    boolean once() {
        return once;
    }

    /** Returns the kind for a random number between 0 and 1. */
    static ShopperKind at(double random) {
        double end = 0;
        for (ShopperKind kind : values()) {
            end += kind.share;
            if (random < end) {
                return kind;
            }
        }
        return ONE_OFF;
    }
}
