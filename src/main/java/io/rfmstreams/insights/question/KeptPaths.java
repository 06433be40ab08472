package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.insights.CustomerRows;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The paths of all customers by their rows, in the order of the rows. A path is kept as long as the customer's row is the same
 * object. Beside the rows, a customer takes 32 bytes and 8 for each change. Only one thread may use it.
 */
final class KeptPaths {

    /** The places of a row in two states of the rows are rarely farther apart. A path that is not found is computed again. */
    private static final int NEARBY = 64;

    private @Nullable CustomerRow[] rows = new CustomerRow[0];
    private long[] @Nullable [] paths = new long[0][];
    private int[] missing = new int[0];

    /** Forgets all paths. */
    void clear() {
        rows = new CustomerRow[0];
        paths = new long[0][];
    }

    /** Takes over other rows, with the paths of those that are the same. */
    void takeOver(CustomerRows current) {
        Match match = new Match(current.size());
        current.forEach(match);
        rows = match.rows;
        paths = match.paths;
        missing = Arrays.copyOf(match.missing, match.missed);
    }

    /** Returns the places of the rows without a path after {@link #takeOver}. */
    int[] missing() {
        return missing.clone();
    }

    private final class Match implements Consumer<CustomerRow> {

        private final @Nullable CustomerRow[] rows;
        private final long[] @Nullable [] paths;
        private final int[] missing;
        private int size;
        private int missed;
        private int place;

        Match(int customers) {
            rows = new CustomerRow[customers];
            paths = new long[customers][];
            missing = new int[customers];
        }

        @Override
        public void accept(CustomerRow row) {
            int found = find(row);
            place = found < 0 ? place + 1 : found + 1;
            long[] path = found < 0 ? null : KeptPaths.this.paths[found];
            rows[size] = row;
            if (path == null || PackedPath.isToBeComputedAgain(path)) {
                missing[missed++] = size;
            } else {
                paths[size] = path;
            }
            size++;
        }

        private int find(CustomerRow row) {
            for (int distance = 0; distance <= NEARBY; distance++) {
                if (isAt(place + distance, row)) {
                    return place + distance;
                }
                if (isAt(place - distance, row)) {
                    return place - distance;
                }
            }
            return -1;
        }

        @SuppressWarnings("ReferenceEquality") // an equal row of a later batch can have other orders
        private boolean isAt(int index, CustomerRow row) {
            return index >= 0 && index < KeptPaths.this.rows.length && KeptPaths.this.rows[index] == row;
        }
    }

    /** Sets the row and the path at a place; null for a customer who is not there any more. */
    void set(int place, @Nullable CustomerRow row, long @Nullable [] path) {
        rows[place] = row;
        paths[place] = path;
    }

    int size() {
        return rows.length;
    }

    @Nullable
    CustomerRow row(int place) {
        return rows[place];
    }

    long @Nullable [] path(int place) {
        return paths[place];
    }
}
