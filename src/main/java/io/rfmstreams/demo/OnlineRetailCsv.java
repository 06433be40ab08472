package io.rfmstreams.demo;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the invoice lines of UCI Online Retail, version I or II. All lines of one invoice and customer form one order, at the time
 * of the first accepted line. The exact sum is rounded once. An invoice whose number starts with {@code C} is a refund without an
 * order id, because the data set does not contain the refunded order.
 *
 * <p>A line is dropped and counted for the first of these reasons that applies: it has no customer id; it is a refund and refunds are
 * dropped; the quantity is not above 0, or not below 0 for a refund; the unit price is not above 0. A line with unreadable fields
 * is rejected.
 */
final class OnlineRetailCsv {

    private static final int MAX_NUMBER_CHARS = 32;
    private static final int MAX_SCALE = 32;

    private final CsvTable table;
    private final RefundPolicy refunds;
    private final Drops drops;
    private final int invoice;
    private final int quantity;
    private final int date;
    private final int price;
    private final int customer;
    private final Map<Invoice.Key, Invoice> invoices = new LinkedHashMap<>();

    OnlineRetailCsv(TextLines input, RefundPolicy refunds, Drops drops) throws IOException {
        this.table = new CsvTable(input, drops);
        this.refunds = refunds;
        this.drops = drops;
        invoice = table.required("InvoiceNo", "Invoice");
        quantity = table.required("Quantity");
        date = table.required("InvoiceDate");
        price = table.required("UnitPrice", "Price");
        customer = table.required("CustomerID", "Customer ID");
    }

    List<SourceRecord> read() throws IOException {
        while (table.next()) {
            try {
                readLine();
            } catch (InvalidFieldException invalid) {
                drops.reject(table.line(), invalid);
            }
        }
        List<SourceRecord> records = new ArrayList<>(invoices.size());
        invoices.forEach((key, lines) -> lines.toRecord(key, drops).ifPresent(records::add));
        return records;
    }

    private void readLine() {
        String customerId = table.get(customer);
        if (customerId == null) {
            drops.drop(DropReason.NO_CUSTOMER);
            return;
        }
        String number = OrdersCsv.id("invoice", table.get(invoice));
        boolean refund = number.startsWith("C");
        if (refund && refunds == RefundPolicy.DROP) {
            drops.drop(DropReason.REFUND_DROPPED);
            return;
        }
        BigDecimal pieces = number("quantity", quantity);
        if (pieces.signum() != (refund ? -1 : 1)) {
            drops.drop(refund ? DropReason.QUANTITY_NOT_NEGATIVE : DropReason.QUANTITY_NOT_POSITIVE);
            return;
        }
        BigDecimal unitPrice = number("unit price", price);
        if (unitPrice.signum() <= 0) {
            drops.drop(DropReason.PRICE_NOT_POSITIVE);
            return;
        }
        Invoice.Key key = new Invoice.Key(number, OrdersCsv.id("customer id", wholeNumber(customerId)));
        Invoice lines = invoices.get(key);
        if (lines == null) {
            lines = new Invoice(InvoiceDate.parse(String.valueOf(table.get(date))), refund);
            invoices.put(key, lines);
        }
        lines.add(pieces.multiply(unitPrice).abs(), table.line());
    }

    /** Removes a trailing {@code .0}, which spreadsheets add to a numeric id. */
    private static String wholeNumber(String id) {
        int digits = id.length() - 2;
        boolean decimal =
                digits > 0 && id.endsWith(".0") && id.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9');
        return decimal ? id.substring(0, digits) : id;
    }

    private BigDecimal number(String field, int column) {
        String text = String.valueOf(table.get(column));
        if (text.length() <= MAX_NUMBER_CHARS) {
            try {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= MAX_SCALE) {
                    return number;
                }
            } catch (NumberFormatException notDecimal) {
                throw new InvalidFieldException(RejectionReason.BAD_AMOUNT, field + " is not a decimal");
            }
        }
        throw new InvalidFieldException(RejectionReason.BAD_AMOUNT, field + " is out of range");
    }
}
