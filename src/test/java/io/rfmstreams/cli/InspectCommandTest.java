package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectCommandTest {

    private static final String HEADER = "order_id,customer_id,occurred_at,amount,currency";

    private static final String BAD = "2,ann,never,5,";

    private final Path folder;

    InspectCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldShowWhatIsUnderstood() throws IOException {
        // Given
        Path file = file(
                "orders.csv",
                "Order ID;customer_id;occurred_at;amount;currency;type;refund_id",
                "2;bob;13/03/2026 10:00;7,50;EUR;;",
                "1;ann;02/03/2026 09:00;1.005,00;EUR;;",
                "1;ann;02/03/2026 09:00;1.005,00;EUR;;",
                "3;guest;02/03/2026 09:00;1,00;EUR;;",
                "4;ann;14/03/2026;3,00;USD;REFUND;r1");

        // When
        CommandRun run = CommandRun.of("inspect", file.toString(), "--zone", "Europe/Berlin");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(withoutRuns(run.out()))
                .contains(
                        "format orders\n",
                        "encoding UTF-8\n",
                        "delimiter ;\n",
                        "columns order_id=Order ID, customer_id=customer_id, occurred_at=occurred_at, amount=amount,"
                                + " type=type, refund_id=refund_id, currency=currency\n",
                        "orders from each line\n",
                        "dates day-first (proved by '13/03/2026 10:00'),"
                                + " times without an offset are in Europe/Berlin\n",
                        "decimal mark comma (proved by '7,50')\n",
                        "lines 5\n",
                        "rejected lines 0\n",
                        "lines left out 1: placeholder-customer 1\n",
                        "orders 3\n",
                        "refunds 1\n",
                        "customers 2\n",
                        "from, to 2026-03-02T08:00:00Z to 2026-03-14T00:00:00Z\n",
                        "currencies EUR 3, USD 1\n",
                        "repeated order ids 1\n",
                        """
                        The first orders, as they would be sent:
                        {"orderId":"1","customerId":"ann","amount":1005,"currency":"EUR",\
                        "occurredAt":"2026-03-02T08:00:00Z"}
                        {"orderId":"1","customerId":"ann","amount":1005,"currency":"EUR",\
                        "occurredAt":"2026-03-02T08:00:00Z"}
                        {"orderId":"2","customerId":"bob","amount":7.5,"currency":"EUR",\
                        "occurredAt":"2026-03-13T09:00:00Z"}
                        """);
    }

    @Test
    void shouldPrintJson() throws IOException {
        // Given
        Path file = file("orders.csv", HEADER, "1,ann,2026-03-02,5,EUR");

        // When
        CommandRun run = CommandRun.of("inspect", "--json", file.toString());

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(ApiClient.json(run.out())).isEqualTo(ApiClient.json("""
                                {"file":"%s","format":"orders","encoding":"UTF-8","delimiter":",",
                                "columns":{"order_id":"order_id","customer_id":"customer_id","occurred_at":"occurred_at",
                                "amount":"amount","currency":"currency"},"lines":"each",
                                "dates":{"value":"day-first","why":"no date depends on it"},"zone":"UTC",
                                "decimal":{"value":"point","why":"no amount depends on it"},
                                "lineCount":1,"rejected":{},"leftOut":{},"noted":{},"orders":1,"refunds":0,"invalid":0,
                                "customers":1,"first":"2026-03-02T00:00:00Z","last":"2026-03-02T00:00:00Z",
                                "currencies":{"EUR":1},"repeatedOrderIds":0,"frequentCustomers":[],
                                "firstOrders":[{"orderId":"1","customerId":"ann","amount":5,"currency":"EUR",
                                "occurredAt":"2026-03-02T00:00:00Z"}]}
                                """.formatted(file)));
    }

    @Test
    void shouldWriteTheOrdersInTheOrderOfTime() throws IOException {
        // Given
        Path file = file("orders.csv", HEADER, "2,bob,2026-03-03,7,", "1,ann,2026-03-02,5,");
        Path orders = folder.resolve("orders.jsonl");

        // When
        CommandRun run = CommandRun.of("inspect", file.toString(), "--orders", orders.toString());

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(orders).content().isEqualTo("""
                        {"orderId":"1","customerId":"ann","amount":5,"occurredAt":"2026-03-02T00:00:00Z"}
                        {"orderId":"2","customerId":"bob","amount":7,"occurredAt":"2026-03-03T00:00:00Z"}
                        """);
    }

    @Test
    void shouldShowRejectedLinesAndWriteThemAll() throws IOException {
        // Given
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int i = 1; i <= 88; i++) {
            lines.add(i + ",ann,2026-03-02,5,");
        }
        for (int i = 1; i <= 11; i++) {
            lines.add("x" + i + ",ann,2026-03-02,much,");
        }
        lines.add("=cmd|' /C calc'!A0,\"a,b\",never,5,");
        Path file = file("orders.csv", lines.toArray(String[]::new));
        Path rejects = folder.resolve("rejects.csv");

        // When
        CommandRun run = CommandRun.of(
                "inspect", file.toString(), "--rejects", rejects.toString(), "--max-rejects", "12%", "--json");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.err().lines())
                .startsWith(
                        "line 90 rejected: bad-amount: amount 'much' is not a number", "    x1,ann,2026-03-02,much,")
                .hasSize(21)
                .endsWith("and 2 more; 12 lines were rejected: bad-amount 11, bad-date 1");
        assertThat(Files.readAllLines(rejects))
                .hasSize(13)
                .startsWith("line,reason,detail,text")
                .contains("90,bad-amount,amount 'much' is not a number,\"x1,ann,2026-03-02,much,\"")
                .last()
                .asString()
                .startsWith("101,bad-date,")
                .endsWith(",\"'=cmd|' /C calc'!A0,\"\"a,b\"\",never,5,\"");
        assertThat(ApiClient.json(run.out()).path("rejected"))
                .isEqualTo(ApiClient.json("{\"bad-amount\":11,\"bad-date\":1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10   | 8 of 9 |",
                "90   | | 1",
                "88.8 | 8 of 9 |",
                "88.9 | | 1",
            })
    void shouldFailIfTooManyLinesAreRejected(String percent, @Nullable String refused, @Nullable String accepted)
            throws IOException {
        // Given
        Path file = file("orders.csv", HEADER, "1,ann,2026-03-02,5,", BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD);

        // When
        CommandRun run = CommandRun.of("inspect", file.toString(), "--max-rejects", percent);

        // Then
        assertThat(run.exitCode()).isEqualTo(accepted == null ? 1 : 0);
        assertThat(withoutRuns(run.out())).contains("rejected lines 8: bad-date 8\n", "orders 1\n");
        if (refused != null) {
            assertThat(run.err())
                    .endsWith("rfm-streams inspect: " + file + ": " + refused
                            + " lines are rejected, more than --max-rejects " + percent + " %\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''| 0 lines", "'1,guest,2026-03-02,5,'| 1 lines"})
    void shouldFailIfNoLineIsAnOrder(String line, String lines) throws IOException {
        // Given
        Path file = file("orders.csv", HEADER, line);

        // When
        CommandRun run = CommandRun.of("inspect", file.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).endsWith("none of " + lines + " is an order\n");
    }

    @Test
    void shouldNameCustomersWithAnAbsurdShareOfTheOrders() throws IOException {
        // Given
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int i = 1; i <= 500; i++) {
            lines.add(i + "," + (i <= 50 ? "till-1" : "c" + i) + ",2026-03-02,5,");
        }
        Path file = file("orders.csv", lines.toArray(String[]::new));

        // When
        CommandRun run = CommandRun.of("inspect", file.toString());

        // Then
        assertThat(withoutRuns(run.out()))
                .contains("customers 451\n", "frequent customer till-1 has 50 orders, 10.0 % of all\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--max-rejects 101 | '101' is not a percentage from 0 to 100",
                "--max-rejects few | 'few' is not a percentage from 0 to 100",
                "--max-bytes 0     | '0' is not a number of bytes such as 500M",
                "--max-bytes 1T    | '1T' is not a number of bytes such as 500M"
            })
    void shouldRefuseOptions(String options, String message) throws IOException {
        // Given
        Path file = file("orders.csv", HEADER);
        List<String> arguments = new ArrayList<>(List.of("inspect", file.toString()));
        arguments.addAll(List.of(options.split(" ")));

        // When
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private static String withoutRuns(String text) {
        return text.replaceAll(" {2,}", " ");
    }
}
