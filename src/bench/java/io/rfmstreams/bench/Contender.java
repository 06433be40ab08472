package io.rfmstreams.bench;

/** One of the engines that are compared. */
enum Contender {
    /** All that the program does with a purchase. */
    FULL("full"),
    /** The same work as a job of Flink. */
    FLINK("flink"),
    /** What the whole topology writes, without what it decides; see {@link AsMuchProcessor}. */
    AS_MUCH("as-much"),
    /** The least that is possible; see {@link BareProcessor}. */
    BARE("bare");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static Contender of(String label) {
        for (Contender contender : values()) {
            if (contender.label.equals(label)) {
                return contender;
            }
        }
        throw new IllegalArgumentException("contender must be full, flink, as-much or bare, not " + label);
    }
}
