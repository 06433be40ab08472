package io.rfmstreams.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowFillTest {

    @Test
    void shouldFillBlankFieldsOfTheFurtherLinesOfAnOrder() {
        // Given
        Columns columns = columns("order_id", "customer_id", "occurred_at", "amount");
        RowFill fill = new RowFill(columns);

        // When
        fill.fill(row(1, "o1", "anna", "2025-01-01", "5"));
        TableRow next = fill.fill(row(2, "o1", "", "", "7"));

        // Then
        assertThat(fill.isContinued()).isTrue();
        assertThat(next.cell(columns.place(Column.CUSTOMER_ID))).isEqualTo("anna");
        assertThat(next.cell(columns.place(Column.AMOUNT))).isEqualTo("7");
    }

    @Test
    void shouldFillNothingWithoutOrderIds() {
        // Given
        Columns columns = columns("customer_id", "occurred_at", "amount");
        RowFill fill = new RowFill(columns);

        // When
        fill.fill(row(1, "anna", "2025-01-01", "5"));
        TableRow next = fill.fill(row(2, "", "2025-01-02", "7"));

        // Then the line is an order of its own, without a customer
        assertThat(fill.isContinued()).isFalse();
        assertThat(next.cell(columns.place(Column.CUSTOMER_ID))).isNull();
    }

    private static Columns columns(String... header) {
        return Columns.find(List.of(header), FileOptions.defaults().table());
    }

    private static TableRow row(long line, String... cells) {
        return TableRow.of(line, String.join(",", cells), List.of(cells));
    }
}
