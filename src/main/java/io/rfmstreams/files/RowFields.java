package io.rfmstreams.files;

import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of rows.
 *
 * @param columns where the fields are
 * @param dates the form of dates
 * @param decimals the form of numbers
 * @param keepPlaceholders whether a placeholder is a customer id like any other
 */
record RowFields(Columns columns, Dates dates, Decimals decimals, boolean keepPlaceholders) {

    private static final int CURRENCY_CODE = 3;
    private static final int MAX_CURRENCY = 40;

    /** Returns a field without blanks around it; null if it is empty or its column is missing. */
    @Nullable
    String text(TableRow row, Column column) {
        return row.cell(columns.place(column));
    }

    /** Returns an id; null if it is empty or its column is missing. */
    @Nullable
    String id(TableRow row, Column column) {
        String text = text(row, column);
        return text == null ? null : IdText.id(column.label(), text);
    }

    /**
     * Returns the id of the customer, or the e-mail address if the row has no customer id. A line without either is counted.
     *
     * @return null if the line has no customer
     */
    @Nullable
    String customer(TableRow row, Drops drops) {
        String id = customer(row, Column.CUSTOMER_ID);
        if (id != null && !isPlaceholder(id)) {
            return id;
        }
        String email = customer(row, Column.CUSTOMER_EMAIL);
        if (email != null && !isPlaceholder(email)) {
            return email;
        }
        drops.drop(id == null && email == null ? DropReason.NO_CUSTOMER : DropReason.PLACEHOLDER_CUSTOMER);
        return null;
    }

    /** Returns the date of the row, epoch milliseconds. */
    long time(TableRow row) {
        return dates.parse(required(row, Column.OCCURRED_AT, RejectionReason.BAD_DATE));
    }

    BigDecimal decimal(TableRow row, Column column) {
        return decimals.parse(column.label(), required(row, column, RejectionReason.BAD_AMOUNT));
    }

    /** Returns the currency; the codes of ISO 4217 in upper case. */
    @Nullable
    String currency(TableRow row) {
        String text = text(row, Column.CURRENCY);
        if (text != null && text.length() > MAX_CURRENCY) {
            throw new InvalidFieldException(RejectionReason.WRONG_CURRENCY, "currency is no code");
        }
        return text != null && text.length() == CURRENCY_CODE ? text.toUpperCase(Locale.ROOT) : text;
    }

    private String required(TableRow row, Column column, RejectionReason otherwise) {
        String text = text(row, column);
        if (text == null) {
            throw new InvalidFieldException(otherwise, column.label() + " is empty");
        }
        return text;
    }

    private @Nullable String customer(TableRow row, Column column) {
        String text = text(row, column);
        return text == null ? null : IdText.customer(column.label(), text);
    }

    private boolean isPlaceholder(String id) {
        return !keepPlaceholders && Ids.isPlaceholder(id);
    }
}
