package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.training.ReturnOutcome.Fitted;
import io.rfmstreams.training.ReturnOutcome.Skipped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReturnValidationTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long AS_OF = 20_000 * DAY;
    private static final long HORIZON = 90 * DAY;

    @Test
    void shouldTrainOnSnapshotsWhoseHorizonsEndBeforeTheTest() {
        // Given
        ReturnSnapshots snapshots = shop(1_000, 400);

        // When
        ReturnReport report = Objects.requireNonNull(ReturnValidation.of(snapshots));

        // Then
        assertThat(report.training().snapshots())
                .containsExactly(AS_OF - 180 * DAY, AS_OF - 210 * DAY, AS_OF - 240 * DAY);
        assertThat(report.test().snapshots()).containsExactly(AS_OF - 90 * DAY);
        assertThat(report.calibration()).hasSize(10);
    }

    @Test
    void shouldFitWithoutValidationIfTheHistoryIsTooShort() {
        // Given
        ReturnSnapshots snapshots = shop(1_000, 269);

        // When
        Fitted fitted = (Fitted) ReturnFit.of(snapshots);

        // Then
        assertThat(snapshots.toList()).hasSize(3);
        assertThat(fitted.model().validation()).isNull();
        assertThat(fitted.model().recency()).isNotZero();
        assertThat(fitted.notValidated())
                .isEqualTo(
                        "the validation takes a history of three horizons; before its test, it needs 100 rows each of"
                                + " customers who bought within the horizon and of customers who did not, there are 0 and 0");
    }

    @Test
    void shouldStateWhyThereIsNoModel() {
        assertThat(ReturnFit.of(shop(0, 400)))
                .isEqualTo(new Skipped("there is no purchase before 2024-10-04T00:00:00Z"));
        assertThat(ReturnFit.of(shop(1_000, 179)))
                .isEqualTo(
                        new Skipped("the first purchase is of 2024-04-08T00:00:00Z, and it must be two horizons of P90D"
                                + " before 2024-10-04T00:00:00Z"));
        assertThat(ReturnFit.of(shop(30, 400)))
                .isEqualTo(
                        new Skipped("it needs 100 rows each of customers who bought within the horizon and of customers"
                                + " who did not, there are 95 and 85"));
    }

    @Test
    void shouldTestOnTheFirstRowsOnly() {
        // Given
        ReturnSnapshots snapshots = shop(ReturnValidation.MAX_TEST_ROWS + 500, 400);
        ReturnRows latest = snapshots.toList().get(0).rows();

        // When
        ReturnReport report = Objects.requireNonNull(ReturnValidation.of(snapshots));

        // Then
        long returned = IntStream.range(0, ReturnValidation.MAX_TEST_ROWS)
                .filter(latest::hasReturned)
                .count();
        assertThat(latest.size()).isGreaterThan(ReturnValidation.MAX_TEST_ROWS);
        assertThat(report.test().rows()).isEqualTo(ReturnValidation.MAX_TEST_ROWS);
        assertThat(report.test().returned()).isEqualTo(returned);
        assertThat(report.training().rows()).isGreaterThan(3L * ReturnValidation.MAX_TEST_ROWS);
    }

    @Test
    void shouldNotValidateIfAllTestRowsHaveTheSameLabel() {
        // Given
        ReturnSnapshots snapshots = snapshots();
        Random random = new Random(1);

        // When
        for (int customer = 0; customer < 1_000; customer++) {
            add(snapshots, 90, () -> 90 + random.nextInt(310));
        }

        // Then
        assertThat(snapshots.toList().get(0).rows().countReturned()).isZero();
        assertThat(ReturnValidation.of(snapshots)).isNull();
        assertThat(((Fitted) ReturnFit.of(snapshots)).notValidated())
                .isEqualTo("all customers of its test, or none, bought within the horizon");
    }

    /** Returns the snapshots of customers whose first orders were all placed on the same day. */
    private static ReturnSnapshots shop(int customers, int firstOrder) {
        ReturnSnapshots snapshots = snapshots();
        Random random = new Random(1);
        for (int customer = 0; customer < customers; customer++) {
            add(snapshots, firstOrder, () -> random.nextInt(firstOrder));
        }
        return snapshots;
    }

    private static ReturnSnapshots snapshots() {
        HistoryRules rules = HistoryRules.of(Window.ofDays(365), Duration.ofDays(365));
        return new ReturnSnapshots(AS_OF, HORIZON, rules);
    }

    private static void add(ReturnSnapshots snapshots, long firstOrder, LongSupplier daysAgo) {
        List<CustomerEvent> events = LongStream.concat(
                        LongStream.of(firstOrder), LongStream.generate(daysAgo).limit(3))
                .mapToObj(ago -> (CustomerEvent) new Purchase("o" + ago, Money.of("10"), AS_OF - ago * DAY))
                .toList();
        snapshots.add(events);
    }
}
