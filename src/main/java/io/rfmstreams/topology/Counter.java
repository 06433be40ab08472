package io.rfmstreams.topology;

import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.segment.Move;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is counted, each with a stable number in the state and a dotted name in summaries and metrics. Numbers are never
 * used for anything else once they have been in state.
 *
 * @param name such as {@code deadLetters.bad-json}
 */
public record Counter(int number, String name) {

    public static final Counter ORDERS = new Counter(0, "orders");
    public static final Counter CUSTOMERS = new Counter(1, "customers");
    public static final Counter DUPLICATES = new Counter(2, "duplicates");
    public static final Counter REFUNDS_LINKED = new Counter(3, "refunds.linked");
    public static final Counter REFUNDS_UNLINKED = new Counter(4, "refunds.unlinked");
    public static final Counter REFUNDS_IGNORED = new Counter(5, "refunds.ignored");
    public static final Counter REFUNDS_EXCESS = new Counter(6, "refundExcess");

    private static final int FIRST_REJECTION = 16;
    private static final int FIRST_CHANGE = 48;
    static final int END = 64;

    private static final List<Counter> REJECTIONS = IntStream.range(0, RejectionReason.values().length)
            .mapToObj(i -> new Counter(FIRST_REJECTION + i, "deadLetters." + RejectionReason.values()[i].code()))
            .toList();
    private static final List<Counter> CHANGES = IntStream.range(0, Move.Reason.values().length)
            .mapToObj(i -> new Counter(FIRST_CHANGE + i, "changes." + Move.Reason.values()[i].name()))
            .toList();

    static Counter deadLetters(RejectionReason reason) {
        return REJECTIONS.get(reason.ordinal());
    }

    static Counter changes(Move.Reason reason) {
        return CHANGES.get(reason.ordinal());
    }

    /** All counters, by number. */
    public static List<Counter> all() {
        return Stream.of(
                        Stream.of(
                                ORDERS,
                                CUSTOMERS,
                                DUPLICATES,
                                REFUNDS_LINKED,
                                REFUNDS_UNLINKED,
                                REFUNDS_IGNORED,
                                REFUNDS_EXCESS),
                        REJECTIONS.stream(),
                        CHANGES.stream())
                .flatMap(counters -> counters)
                .toList();
    }
}
