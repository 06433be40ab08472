package io.rfmstreams.files;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The formats of tables. A format knows the names of its columns. */
public enum FileFormat {
    /** One order or refund per line. */
    ORDERS(
            LineMode.EACH,
            Set.of(Column.OCCURRED_AT, Column.AMOUNT),
            Map.ofEntries(
                    Map.entry(Column.ORDER_ID, List.of("order_id", "transaction_id")),
                    Map.entry(Column.CUSTOMER_ID, List.of("customer_id")),
                    Map.entry(Column.OCCURRED_AT, List.of("occurred_at", "timestamp")),
                    Map.entry(Column.AMOUNT, List.of("amount")),
                    Map.entry(Column.TYPE, List.of("type")),
                    Map.entry(Column.REFUND_ID, List.of("refund_id")),
                    Map.entry(Column.CURRENCY, List.of("currency")),
                    Map.entry(Column.STATUS, List.of("status")),
                    Map.entry(Column.REFUNDED_AMOUNT, List.of("refunded_amount")))),
    /** The orders export of Shopify. An order has a line per item, and its total in the first one. */
    SHOPIFY(
            LineMode.SUM,
            Set.of(Column.ORDER_ID, Column.OCCURRED_AT, Column.AMOUNT),
            Map.ofEntries(
                    Map.entry(Column.ORDER_ID, List.of("name")),
                    Map.entry(Column.CUSTOMER_ID, List.of("customer_id")),
                    Map.entry(Column.CUSTOMER_EMAIL, List.of("email")),
                    Map.entry(Column.OCCURRED_AT, List.of("created_at")),
                    Map.entry(Column.AMOUNT, List.of("total")),
                    Map.entry(Column.CURRENCY, List.of("currency")),
                    Map.entry(Column.STATUS, List.of("financial_status")),
                    Map.entry(Column.CANCELLED_AT, List.of("cancelled_at")),
                    Map.entry(Column.REFUNDED_AMOUNT, List.of("refunded_amount")))),
    /** The order exports of WooCommerce and of its usual export plugins. */
    WOOCOMMERCE(
            LineMode.SUM,
            Set.of(Column.ORDER_ID, Column.OCCURRED_AT, Column.AMOUNT),
            Map.ofEntries(
                    Map.entry(Column.ORDER_ID, List.of("order_id", "order_number", "order_#", "order")),
                    Map.entry(Column.CUSTOMER_ID, List.of("customer_id", "customer_user", "user_id")),
                    Map.entry(
                            Column.CUSTOMER_EMAIL,
                            List.of(
                                    "billing_email",
                                    "email_(billing)",
                                    "billing_email_address",
                                    "customer_email",
                                    "email")),
                    Map.entry(
                            Column.OCCURRED_AT,
                            List.of("order_date", "date_created", "date", "date_created_gmt", "created_at")),
                    Map.entry(Column.AMOUNT, List.of("order_total", "order_total_amount", "total", "n._revenue")),
                    Map.entry(Column.CURRENCY, List.of("order_currency", "currency")),
                    Map.entry(Column.STATUS, List.of("order_status", "status")),
                    Map.entry(
                            Column.REFUNDED_AMOUNT,
                            List.of(
                                    "order_refund_amount",
                                    "refunded_total",
                                    "total_refunded",
                                    "refund_amount",
                                    "refund_total",
                                    "refunded_amount")))),
    /** The payments export of Stripe. */
    STRIPE(
            LineMode.SUM,
            Set.of(Column.ORDER_ID, Column.OCCURRED_AT, Column.AMOUNT),
            Map.ofEntries(
                    Map.entry(Column.ORDER_ID, List.of("id")),
                    Map.entry(Column.CUSTOMER_ID, List.of("customer_id")),
                    Map.entry(Column.CUSTOMER_EMAIL, List.of("customer_email")),
                    Map.entry(
                            Column.OCCURRED_AT,
                            List.of("created_(utc)", "created_date_(utc)", "created", "created_date")),
                    Map.entry(Column.AMOUNT, List.of("amount")),
                    Map.entry(Column.CURRENCY, List.of("currency")),
                    Map.entry(Column.STATUS, List.of("status")),
                    Map.entry(Column.REFUNDED_AMOUNT, List.of("amount_refunded")))),
    /** The invoice lines of UCI Online Retail, version I or II. */
    ONLINE_RETAIL(
            LineMode.SUM,
            Set.of(Column.ORDER_ID, Column.OCCURRED_AT, Column.QUANTITY, Column.UNIT_PRICE),
            Map.ofEntries(
                    Map.entry(Column.ORDER_ID, List.of("invoice_no", "invoice")),
                    Map.entry(Column.CUSTOMER_ID, List.of("customer_id")),
                    Map.entry(Column.OCCURRED_AT, List.of("invoice_date")),
                    Map.entry(Column.QUANTITY, List.of("quantity")),
                    Map.entry(Column.UNIT_PRICE, List.of("unit_price", "price")),
                    Map.entry(Column.STOCK_CODE, List.of("stock_code"))));

    private final LineMode lines;
    private final Set<Column> required;
    private final Map<Column, List<String>> names;

    FileFormat(LineMode lines, Set<Column> required, Map<Column, List<String>> names) {
        this.lines = lines;
        this.required = required;
        this.names = names;
    }

    /** Returns the name in options, such as {@code online-retail}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether the lines of one order are added up unless an option says otherwise. */
    LineMode lines() {
        return lines;
    }

    /** Returns the columns that the format requires, beside one that identifies the customer. */
    Set<Column> required() {
        return required;
    }

    /** Returns the accepted names of a column in order of preference. They are compared without case, blanks and {@code _}. */
    List<String> names(Column column) {
        return names.getOrDefault(column, List.of());
    }
}
