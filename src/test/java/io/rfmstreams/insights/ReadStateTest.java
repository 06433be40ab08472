package io.rfmstreams.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.NextChange;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows in memory are those of the table {@code customers} that the same reader sees. */
class ReadStateTest {

    private static final long MEMORY = 128 << 20;
    private static final NextChange NEXT = new NextChange("lost", 4_000_000_000_123L);

    @Test
    void shouldHoldEachColumnOfTheTable() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // When
            model.write(batch(profile("anna", "-12.3456", NEXT), profile("ben", "922337203685477.5807", null)));

            // Then
            try (ReadState state = model.readState()) {
                assertThat(state.customers().size()).isEqualTo(2);
                assertThat(state.customers().find("anna"))
                        .isEqualTo(new CustomerRow("anna", "champions", 1, 3, -123456, 2, 5, 1, NEXT, 6));
                assertThat(state.customers().find("ben"))
                        .isEqualTo(new CustomerRow("ben", "champions", 1, 3, Long.MAX_VALUE, 2, 5, 1, null, 6));
            }
        }
    }

    @Test
    void shouldReadTheRowsFromTheFileAgain(@TempDir Path folder) throws Exception {
        // Given
        try (ReadModel model = ReadModel.open(folder, MEMORY)) {
            model.write(batch(profile("anna", "-12.3456", NEXT), profile("ben", "922337203685477.5807", null)));
            model.write(batch(profile("anna", "7", NEXT)));
        }

        // When
        try (ReadModel model = ReadModel.open(folder, MEMORY);
                ReadState state = model.readState()) {
            // Then
            assertThat(state.customers().size()).isEqualTo(2);
            assertThat(state.customers().find("anna"))
                    .isEqualTo(new CustomerRow("anna", "champions", 1, 3, 70_000, 2, 5, 1, NEXT, 6));
            assertThat(state.customers().find("ben"))
                    .isEqualTo(new CustomerRow("ben", "champions", 1, 3, Long.MAX_VALUE, 2, 5, 1, null, 6));
        }
    }

    @Test
    void shouldFollowTombstonesAndClear() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            model.write(batch(profile("anna", "1", null), profile("ben", "1", null)));
            Batch tombstone = new Batch();
            tombstone.add(TopicRole.PROFILES, "anna", null);

            // When
            model.write(tombstone);
            int afterTombstone = size(model);
            model.clear(Map.of());
            int afterClear = size(model);
            model.write(batch(profile("carl", "1", null)));

            // Then
            assertThat(afterTombstone).isEqualTo(1);
            assertThat(afterClear).isZero();
            assertThat(size(model)).isEqualTo(1);
        }
    }

    @Test
    void shouldHoldNothingOfABatchThatFails() throws Exception {
        try (ReadModel model = ReadModel.inMemory()) {
            // Given
            model.write(batch(profile("anna", "1", null)));
            try (Statement statement = model.writeConnection().createStatement()) {
                statement.execute("ALTER TABLE customers RENAME TO others");
            }

            // When
            assertThatThrownBy(() -> model.write(batch(profile("anna", "2", null))))
                    .isInstanceOf(ReadModelException.class);

            // Then
            try (ReadState state = model.readState()) {
                assertThat(state.customers().find("anna"))
                        .isEqualTo(new CustomerRow("anna", "champions", 1, 3, 10_000, 2, 5, 1, null, 6));
            }
        }
    }

    @Test
    void shouldShowTablesAndRowsAfterTheSameBatchWhileBatchesAreWritten(@TempDir Path folder) throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(3);
        AtomicBoolean stopped = new AtomicBoolean();
        List<Future<Integer>> reads = new ArrayList<>();
        try (ReadModel model = ReadModel.open(folder, MEMORY)) {
            // Given
            model.write(batch(profile("0", "1", null)));
            for (int i = 0; i < 3; i++) {
                reads.add(readers.submit((Callable<Integer>) () -> compareUntil(stopped, model)));
            }
            SplittableRandom random = new SplittableRandom(1);

            // When
            for (int i = 0; i < 150; i++) {
                model.write(batch(
                        profile(String.valueOf(random.nextInt(200)), String.valueOf(random.nextInt(1000)), null),
                        profile(String.valueOf(random.nextInt(200)), String.valueOf(random.nextInt(1000)), null)));
            }
            stopped.set(true);

            // Then
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isPositive();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    /** Returns how often table and rows were compared. */
    private static int compareUntil(AtomicBoolean stopped, ReadModel model) throws SQLException {
        int compared = 0;
        while (!stopped.get()) {
            try (ReadState state = model.readState()) {
                long[] sums = new long[2];
                state.customers().forEach(row -> {
                    sums[0]++;
                    sums[1] += row.units();
                });
                assertThat(sums).isEqualTo(sumsOfTable(state));
                compared++;
            }
        }
        return compared;
    }

    private static long[] sumsOfTable(ReadState state) throws SQLException {
        try (Statement statement = state.connection().createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*), (sum(monetary) * 10000)::BIGINT FROM customers")) {
            row.next();
            return new long[] {row.getLong(1), row.getLong(2)};
        }
    }

    private static int size(ReadModel model) throws SQLException {
        try (ReadState state = model.readState()) {
            return state.customers().size();
        }
    }

    private static Batch batch(CustomerProfile... profiles) throws IOException {
        Batch batch = new Batch();
        for (CustomerProfile profile : profiles) {
            batch.add(TopicRole.PROFILES, profile.customerId(), CustomerProfileJson.encode(profile));
        }
        return batch;
    }

    private static CustomerProfile profile(String id, String monetary, @Nullable NextChange next) {
        return new CustomerProfile(id, "champions", 1, new Rfm(0, 3, Money.of(monetary)), 2, 5, 1, next, 6);
    }
}
