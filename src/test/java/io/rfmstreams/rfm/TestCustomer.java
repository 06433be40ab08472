package io.rfmstreams.rfm;

import io.rfmstreams.rfm.HistoryUpdate.Outcome;

/** A history with its rows, stored as the topology stores them. */
final class TestCustomer {

    private final HistoryRules rules;
    private PurchaseHistory history = PurchaseHistory.EMPTY;
    private TestRows rows = new TestRows();
    private long position;
    private long now = Long.MIN_VALUE;

    TestCustomer(HistoryRules rules) {
        this.rules = rules;
    }

    /** Applies an event, which advances the clock if it is later. */
    HistoryUpdate take(CustomerEvent event) {
        return take(event, Math.max(now, event.occurredAt()));
    }

    HistoryUpdate take(CustomerEvent event, long at) {
        HistoryUpdate taken = history.apply(event, position++, at, rules, rows);
        rows.apply(taken.rows());
        history = taken.history();
        if (taken.outcome().isAccepted()) {
            now = at;
            cleanIfDue();
        }
        return taken;
    }

    Outcome outcome(CustomerEvent event) {
        return take(event).outcome();
    }

    /** Advances the time without an event. */
    void pass(long at) {
        now = Math.max(now, at);
        history = history.at(now, rules.window());
        cleanIfDue();
    }

    void cleanIfDue() {
        if (RowCleaning.isDue(history, now, rules)) {
            clean();
        }
    }

    void clean() {
        RowCleaning cleaning = RowCleaning.of(history, rows, now, rules);
        cleaning.expired().forEach(rows::delete);
        history = cleaning.history();
    }

    /** Returns the state after a crash that left an older history or older rows, from which events are read again. */
    void restore(PurchaseHistory survivingHistory, TestRows survivingRows, long from, long clock) {
        history = survivingHistory;
        rows = survivingRows;
        position = from;
        now = clock;
    }

    PurchaseHistory history() {
        return history;
    }

    TestRows rows() {
        return rows;
    }

    long now() {
        return now;
    }

    Rfm rfm() {
        return history.rfm(rules.window(), now);
    }
}
