package io.rfmstreams.topology;

import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.contract.KeptRowKey;
import io.rfmstreams.contract.KeptRowState;
import io.rfmstreams.contract.OrderPack;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.KeptRow;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.RowCleaning;
import io.rfmstreams.segment.Customer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The orders and refunds of the customers of one task. To write few records, orders are stored several at a time:
 *
 * <ol>
 *   <li>A new order joins the newest orders, which are a part of the customer's value.
 *   <li>With {@value #FULL} newest orders, or more if they arrived within one commit, they are written to the {@code orders} store
 *       as a pack. They stay with the customer until its first order after the next commit, which begins a new pack. So a crash
 *       under at-least-once cannot lose orders whose purchases are committed.
 *   <li>For a customer with more than {@value #MAX_IN_PACKS} orders and refunds, each new order is a row of its own: to find an
 *       order in a pack, all packs of the customer are read.
 * </ol>
 *
 * <p>For a customer with more orders than {@link io.rfmstreams.rfm.IdHashes} hold, {@link KeptOrderIds} knows which orders need a
 * read.
 *
 * <p>Each refund is a row of its own. A row can exist twice, in a pack and by itself or with the customer. The one with the
 * highest position counts.
 *
 * <p>The store is a key-value store. Rows are deleted after their events have left the window. A window store would delete rows by
 * the timestamps of Kafka records, which are the wall clock. It would keep the orders of a replayed history too long, and delete
 * live orders that have not expired by the clock of the task. It would also search each of its segments for an order id.
 */
final class OrderRows {

    /** The number of orders from which on a pack is written to the store. */
    static final int FULL = 8;

    /** The number of orders and refunds of a customer up to which new orders are stored in packs. */
    static final int MAX_IN_PACKS = 2_048;

    private static final byte[] EMPTY = new byte[0];

    private final OrderStore store;
    private final KeptOrderIds ids;
    private final HistoryRules rules;
    private final LongSupplier committedOffset;
    private final int maxInPacks;

    /** @param committedOffset returns the offset of the last purchase that is committed, -1 if it is not known */
    OrderRows(OrderStore store, HistoryRules rules, LongSupplier committedOffset) {
        this(store, rules, committedOffset, MAX_IN_PACKS);
    }

    OrderRows(OrderStore store, HistoryRules rules, LongSupplier committedOffset, int maxInPacks) {
        this.store = store;
        ids = new KeptOrderIds(store);
        this.rules = rules;
        this.committedOffset = committedOffset;
        this.maxInPacks = maxInPacks;
    }

    /** Returns the rows of one customer. */
    KeptRows of(String customerId, @Nullable CustomerWithOrders stored) {
        return stored == null ? KeptRows.NONE : new StoredRows(store, ids, customerId, stored);
    }

    /**
     * Stores the rows that an event adds, and deletes those that it deletes.
     *
     * @param before the customer before the event
     * @return the newest orders, which are to be stored with the customer
     */
    OrderPack apply(String customerId, @Nullable CustomerWithOrders before, HistoryUpdate applied) {
        PurchaseHistory history =
                before == null ? PurchaseHistory.EMPTY : before.customer().history();
        boolean wasSingle = areSingle(history);
        OrderPack newest = before == null ? OrderPack.EMPTY : before.newestOrders();
        if (applied.outcome() == Outcome.REPROCESSED) {
            writeAgain(customerId, newest, wasSingle);
        }
        if (applied.rows().isEmpty()) {
            return newest;
        }
        newest = delete(customerId, newest, applied.rows().deletes());
        if (wasSingle && isCommitted(history.position())) {
            newest = OrderPack.EMPTY;
        }
        for (KeptRow row : applied.rows().puts()) {
            if (row instanceof KeptOrder order) {
                ids.add(customerId, order.id());
            }
            if (row instanceof KeptOrder order && !wasSingle) {
                newest = add(customerId, newest, order);
            } else {
                put(customerId, row);
            }
        }
        if (!wasSingle && areSingle(applied.history())) {
            unpack(customerId, newest);
        }
        return newest;
    }

    /** Returns whether the expired rows of a customer are many enough to delete them, or all. */
    boolean isCleaningDue(PurchaseHistory history, long now) {
        return RowCleaning.isDue(history, now, rules);
    }

    /** Deletes the expired rows of a customer if they are many enough, or all. Returns the updated customer. */
    CustomerWithOrders deleteExpired(String customerId, CustomerWithOrders value, long now) {
        Customer customer = value.customer();
        if (!isCleaningDue(customer.history(), now)) {
            return value;
        }
        RowCleaning cleaning = RowCleaning.of(customer.history(), of(customerId, value), now, rules);
        OrderPack left = delete(customerId, value.newestOrders(), cleaning.expired());
        ids.remove(customerId);
        return new CustomerWithOrders(customer.withHistory(cleaning.history()), left);
    }

    /** Deletes all rows of a customer. */
    void deleteAll(String customerId) {
        store.visit(customerId, (key, value) -> store.delete(key));
        ids.remove(customerId);
    }

    /** Writes all changes. */
    void flush() {
        store.flush();
    }

    /** Returns whether each new order of a customer is a row of its own. */
    private boolean areSingle(PurchaseHistory history) {
        return history.rows().size() > maxInPacks;
    }

    private boolean isCommitted(long position) {
        return position <= committedOffset.getAsLong();
    }

    private OrderPack add(String customerId, OrderPack newest, KeptOrder order) {
        boolean isStored = newest.size() >= FULL && isCommitted(newest.lastPosition());
        OrderPack longer = (isStored ? OrderPack.EMPTY : newest).with(order);
        if (longer.size() >= FULL) {
            put(customerId, longer);
        }
        return longer;
    }

    /** Writes the rows of the newest orders once more: a crash under at-least-once may have kept the customer and lost the rows. */
    private void writeAgain(String customerId, OrderPack newest, boolean areSingle) {
        if (areSingle) {
            unpack(customerId, newest);
        } else if (newest.size() >= FULL) {
            put(customerId, newest);
        }
    }

    private void put(String customerId, OrderPack pack) {
        store.put(KeptRowKey.pack(customerId, pack.firstPosition()), pack.encode());
    }

    private void put(String customerId, KeptRow row) {
        if (row instanceof KeptRefund refund) {
            store.put(KeptRowKey.refund(customerId, refund.id()), KeptRowState.encode(refund));
            if (refund.orderId() != null) {
                store.put(KeptRowKey.link(customerId, refund.orderId(), refund.id()), EMPTY);
            }
        } else {
            store.put(KeptRowKey.order(customerId, row.id()), KeptRowState.encode(row));
        }
    }

    /**
     * Writes each order of all packs as a row of its own, and then deletes the packs. A crash under at-least-once may keep the first of
     * these changes only.
     */
    private void unpack(String customerId, OrderPack newest) {
        OrdersById orders = new OrdersById();
        List<byte[]> packs = new ArrayList<>();
        store.visitPacks(customerId, (key, pack) -> {
            orders.addAll(pack);
            packs.add(key);
        });
        orders.addAll(newest);
        orders.all().forEach(order -> put(customerId, order));
        packs.forEach(store::delete);
    }

    /** Deletes rows. Returns the newest orders that are left. */
    private OrderPack delete(String customerId, OrderPack newest, Collection<? extends KeptRow> rows) {
        if (rows.isEmpty()) {
            return newest;
        }
        Set<String> orderIds = new HashSet<>();
        for (KeptRow row : rows) {
            if (row instanceof KeptRefund refund) {
                deleteRefund(customerId, refund);
            } else {
                orderIds.add(row.id());
            }
        }
        if (orderIds.isEmpty()) {
            return newest;
        }
        store.visit(customerId, (key, value) -> {
            if (KeptRowKey.isPack(key)) {
                deleteFromPack(key, OrderPack.decode(value), orderIds);
            } else if (KeptRowKey.isOrder(key) && orderIds.contains(KeptRowKey.id(key))) {
                store.delete(key);
            }
        });
        return newest.without(orderIds);
    }

    private void deleteRefund(String customerId, KeptRefund refund) {
        store.delete(KeptRowKey.refund(customerId, refund.id()));
        if (refund.orderId() != null) {
            store.delete(KeptRowKey.link(customerId, refund.orderId(), refund.id()));
        }
    }

    private void deleteFromPack(byte[] key, OrderPack pack, Set<String> orderIds) {
        OrderPack left = pack.without(orderIds);
        if (left.size() == 0) {
            store.delete(key);
        } else if (left.size() < pack.size()) {
            store.put(key, left.encode());
        }
    }
}
