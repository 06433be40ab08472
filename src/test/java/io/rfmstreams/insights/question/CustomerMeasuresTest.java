package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is computed from the rows in memory is what SQL computes from the tables. */
class CustomerMeasuresTest {

    private static final int CUSTOMERS = 400;
    private static final List<String> SEGMENTS = List.of("fresh", "cool", "cold", "inactive", "other");

    static Stream<SegmentationModel> models() {
        SegmentationModel model = TestModels.byRecency(1, 30, 100);
        return Stream.of(
                model,
                model.withReturnModel(returns(1.5, -0.7, 0, 0)),
                model.withReturnModel(returns(-0.25, -0.9, 0.4, 0.3)));
    }

    private static ReturnModel returns(double intercept, double recency, double frequency, double monetary) {
        return new ReturnModel(Duration.ofDays(60).toMillis(), intercept, recency, frequency, monetary, null);
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldHaveTheSameFieldsOfEachCustomer(SegmentationModel model) {
        try (TestTables tables = random(model)) {
            // When
            tables.ask("customers");

            // Then
            tables.snapshots().read(snapshot -> {
                Table expected = snapshot.ask("SELECT " + columns() + " FROM present ORDER BY \"customerId\"");
                Table actual = CustomerCells.table(snapshot, sortedRows(snapshot));
                assertThat(actual.columns()).isEqualTo(expected.columns());
                assertThat(actual.rows()).hasSize(CUSTOMERS);
                for (int row = 0; row < CUSTOMERS; row++) {
                    for (int column = 0; column < expected.columns().size(); column++) {
                        assertSame(
                                expected.columns().get(column),
                                actual.rows().get(row).get(column),
                                expected.rows().get(row).get(column));
                    }
                }
                return true;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldHaveTheSameOrderByEachColumn(SegmentationModel model) {
        try (TestTables tables = random(model)) {
            for (String column : List.of(
                    "customerId",
                    "monetary",
                    "recencyDays",
                    "frequency",
                    "nextChangeAt",
                    "returnProbability",
                    "valueAtRisk",
                    "since",
                    "lastPurchaseAt")) {
                for (String direction : List.of("", "-")) {
                    // When
                    String sort = direction + column;
                    Answer answer = tables.ask("customers", "sort", sort, "limit", "50", "offset", "330");

                    // Then
                    Table expected = tables.snapshots()
                            .read(snapshot -> snapshot.ask("SELECT \"customerId\" FROM present"
                                    + SortOrder.of(sort).sql("\"customerId\"") + " LIMIT 50 OFFSET 330"));
                    assertThat(answer.table().column("customerId")).as(sort).isEqualTo(expected.column("customerId"));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldHaveTheSameSumsOfEachSegment(SegmentationModel model) {
        try (TestTables tables = random(model)) {
            // When
            Table actual = tables.ask("segments", "sort", "customers").table();

            // Then
            Table expected = tables.snapshots().read(snapshot -> snapshot.ask("""
                            SELECT segment, count(*) AS customers, avg("recencyDays") AS "recencyDays",
                                avg(frequency) AS frequency, avg(monetary) AS monetary,
                                CASE WHEN sum(frequency) > 0 THEN round(sum(monetary) / sum(frequency), 4) END
                                    AS "averageOrderValue",
                                sum(monetary) AS revenue, avg("returnProbability") AS "returnProbability",
                                round(sum("valueAtRisk"), 4) AS "valueAtRisk"
                            FROM present WHERE segment <> 'other' GROUP BY segment ORDER BY customers, any_value(rank), segment
                            """));
            for (String column : expected.columns()) {
                for (int row = 0; row < expected.rows().size(); row++) {
                    assertSame(
                            column,
                            actual.column(column).get(row),
                            expected.column(column).get(row));
                }
            }
        }
    }

    private static TestTables random(SegmentationModel model) {
        TestTables tables = new TestTables().model(model);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < CUSTOMERS; i++) {
            tables.profile(profile("c" + i, random));
        }
        return tables.offer("c1", "mail", 3).offer("c1", "mail", 2).offer("c7", "mail", 9);
    }

    private static CustomerProfile profile(String id, SplittableRandom random) {
        long now = TestTables.NOW.toEpochMilli();
        long last = now
                + Duration.ofDays(1).toMillis()
                - random.nextLong(Duration.ofDays(6000).toMillis());
        long frequency = random.nextInt(5) == 0 ? 0 : random.nextInt(1, random.nextInt(10) == 0 ? 9000 : 30);
        long units = random.nextInt(10) == 0 ? random.nextLong() : random.nextLong(-100_000, 100_000_000);
        return new CustomerProfile(
                id,
                SEGMENTS.get(random.nextInt(SEGMENTS.size())),
                last + random.nextInt(1_000_000),
                new Rfm(0, frequency, new Money(units)),
                last - random.nextInt(1_000_000_000),
                last,
                1,
                random.nextBoolean() ? new NextChange("cold", now + random.nextInt(2_000_000_000)) : null,
                now);
    }

    private static List<CustomerRow> sortedRows(Snapshot snapshot) {
        List<CustomerRow> rows = new ArrayList<>();
        snapshot.customers().forEach(rows::add);
        rows.sort(Comparator.comparing(CustomerRow::id));
        return rows;
    }

    private static String columns() {
        String lastOffer =
                "(SELECT max(offered_at) FROM offers WHERE offers.customer_id = \"customerId\") AS \"lastOfferAt\"";
        return ("\"" + String.join("\", \"", CustomerCells.COLUMNS) + "\"").replace("\"lastOfferAt\"", lastOffer);
    }

    private static void assertSame(String column, @Nullable Object actual, @Nullable Object expected) {
        if (expected instanceof Double value) {
            double rounding = column.equals("valueAtRisk") || column.equals("averageOrderValue") ? 1.0001e-4 : 0;
            assertThat(actual).as(column).isInstanceOfSatisfying(Double.class, number -> assertThat(number)
                    .isCloseTo(value, within(rounding + 1e-12 * Math.abs(value))));
        } else {
            assertThat(actual).as(column).isEqualTo(expected);
        }
    }
}
