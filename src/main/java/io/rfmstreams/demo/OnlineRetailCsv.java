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
 * Reads the invoice lines of UCI Online Retail, either release. Lines of one invoice and customer, wherever they stand,
 * form one order at the time of the first that is taken, its sum exact before it is rounded once. An invoice {@code C…} is a
 * refund that names itself, since the data set does not say which order it undoes.
 *
 * <p>A line is left out for the first of: no customer id; a refund, if those are dropped; a quantity not above 0 (of a
 * refund, whose quantities are negative: not below 0); a unit price not above 0. These are counted; lines whose fields
 * cannot be read are rejected one by one.
 */
final class OnlineRetailCsv {

    private static final int LONGEST_NUMBER = 32;
    private static final int LARGEST_SCALE = 32;

    private final CsvTable table;
    private final RefundPolicy refunds;
    private final Drops drops;
    private final int invoice;
    private final int quantity;
    private final int date;
    private final int price;
    private final int customer;
    private final Map<InvoiceKey, Invoice> invoices = new LinkedHashMap<>();

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
        InvoiceKey key = new InvoiceKey(number, OrdersCsv.id("customer id", wholeNumber(customerId)));
        Invoice lines = invoices.get(key);
        if (lines == null) {
            lines = new Invoice(InvoiceDate.parse(String.valueOf(table.get(date))), refund);
            invoices.put(key, lines);
        }
        lines.add(pieces.multiply(unitPrice).abs(), table.line());
    }

    /** Spreadsheets write an id such as 17850 as 17850.0. */
    private static String wholeNumber(String id) {
        int digits = id.length() - 2;
        boolean decimal =
                digits > 0 && id.endsWith(".0") && id.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9');
        return decimal ? id.substring(0, digits) : id;
    }

    private BigDecimal number(String field, int column) {
        String text = String.valueOf(table.get(column));
        if (text.length() <= LONGEST_NUMBER) {
            try {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= LARGEST_SCALE) {
                    return number;
                }
            } catch (NumberFormatException notDecimal) {
                throw new InvalidFieldException(RejectionReason.BAD_AMOUNT, field + " is not a decimal");
            }
        }
        throw new InvalidFieldException(RejectionReason.BAD_AMOUNT, field + " is out of range");
    }
}
