package io.rfmstreams.files;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.files.OrderPart.Content;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the invoice lines of UCI Online Retail, version I or II. All lines of one invoice and customer form one order, at the time of the
 * first accepted line. The exact sum is rounded once. An invoice whose number starts with {@code C} is a refund without an order id,
 * because the data set does not contain the refunded order.
 *
 * <p>A line is dropped and counted for the first of these reasons that applies: it has no customer id; it is a refund and refunds are
 * dropped; the quantity is not above 0, or not below 0 for a refund; the unit price is not above 0; its stock code is no merchandise and
 * only merchandise is kept. A line with unreadable fields is rejected.
 */
final class RetailRows implements RowReader {

    private static final Set<String> NOT_GOODS = Set.of("POST", "D", "M", "BANK CHARGES", "AMAZONFEE");
    private static final Set<String> NOT_GOODS_PREFIXES = Set.of("TEST", "ADJUST");

    private final RowFields fields;
    private final FileOptions options;
    private final FileReading reading;
    private final OrderSums sums;
    private @Nullable InvoiceBlock block;

    RetailRows(RowFields fields, FileOptions options, FileReading reading, OrderSums sums) {
        this.fields = fields;
        this.options = options;
        this.reading = reading;
        this.sums = sums;
    }

    @Override
    public void read(TableRow row) throws IOException {
        String customer = fields.customer(row, reading.drops());
        if (customer == null) {
            return;
        }
        String invoice = fields.id(row, Column.ORDER_ID);
        if (invoice == null) {
            throw new InvalidFieldException(RejectionReason.MISSING_ID, "invoice is empty");
        }
        boolean refund = invoice.startsWith("C") || invoice.startsWith("c");
        if (refund && options.refunds() == RefundPolicy.DROP) {
            reading.drops().drop(DropReason.REFUND_DROPPED);
            return;
        }
        BigDecimal quantity = fields.decimal(row, Column.QUANTITY);
        if (quantity.signum() != (refund ? -1 : 1)) {
            reading.drops().drop(refund ? DropReason.QUANTITY_NOT_NEGATIVE : DropReason.QUANTITY_NOT_POSITIVE);
            return;
        }
        BigDecimal price = fields.decimal(row, Column.UNIT_PRICE);
        if (price.signum() <= 0) {
            reading.drops().drop(DropReason.PRICE_NOT_POSITIVE);
            return;
        }
        if (!isGoods(row)) {
            if (options.stock() == StockPolicy.GOODS) {
                reading.drops().drop(DropReason.NOT_GOODS);
                return;
            }
            reading.note(DropReason.NOT_GOODS, 1);
        }
        BigDecimal amount = quantity.multiply(price).abs();
        add(row, new OrderKey(invoice, customer), new Content(fields.time(row), amount, BigDecimal.ZERO, null, refund));
    }

    @Override
    public void end() throws IOException {
        endBlock();
        sums.end();
    }

    @Override
    public void close() {
        sums.close();
    }

    private void add(TableRow row, OrderKey key, Content line) throws IOException {
        if (block == null || !block.key().equals(key)) {
            endBlock();
            block = new InvoiceBlock(key, row.line(), line);
        }
        block.add(row.text(), line.amount());
    }

    private void endBlock() throws IOException {
        if (block != null) {
            sums.add(block.part());
            block = null;
        }
    }

    private boolean isGoods(TableRow row) {
        String text = fields.text(row, Column.STOCK_CODE);
        String code = text == null ? "" : text.toUpperCase(Locale.ROOT);
        return !NOT_GOODS.contains(code) && NOT_GOODS_PREFIXES.stream().noneMatch(code::startsWith);
    }
}
