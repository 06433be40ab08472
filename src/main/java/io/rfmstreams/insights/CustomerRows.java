package io.rfmstreams.insights;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All rows of the table {@code customers} between two batches, in memory. An instance never changes, so that any number of threads
 * read it without locks. The next one shares all buckets with it but those of the customers of the batch. Beside the rows, it takes
 * about 5 bytes a customer.
 */
public final class CustomerRows {

    static final CustomerRows EMPTY = new CustomerRows(new CustomerRow[1][0], 0);

    /** A lookup reads one bucket, and a change copies one. */
    private static final int ROWS_OF_A_BUCKET = 32;

    /** The rows by the highest bits of the hash of the id; the number of buckets is a power of 2. */
    private final CustomerRow[][] buckets;

    private final int size;

    private CustomerRows(CustomerRow[][] buckets, int size) {
        this.buckets = buckets;
        this.size = size;
    }

    public int size() {
        return size;
    }

    /** Returns the row of a customer; null if there is none. */
    public @Nullable CustomerRow find(String id) {
        CustomerRow[] bucket = buckets[index(id, buckets.length)];
        int at = position(bucket, id);
        return at < 0 ? null : bucket[at];
    }

    /** Visits all rows. The buckets come in the order of {@link #hash}; the rows of a bucket have no order. */
    public void forEach(Consumer<? super CustomerRow> visitor) {
        for (CustomerRow[] bucket : buckets) {
            for (CustomerRow row : bucket) {
                visitor.accept(row);
            }
        }
    }

    /** Returns a hash of an id, whose bits are evenly distributed. */
    public static int hash(String id) {
        int hash = id.hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return hash ^ (hash >>> 16);
    }

    /** Returns the rows after a batch: each row replaces that of the same customer, and an empty one removes it. */
    CustomerRows with(Map<String, Optional<CustomerRow>> changes) {
        Draft draft = new Draft(this, changes.size());
        changes.forEach((id, row) -> row.ifPresentOrElse(draft::put, () -> draft.remove(id)));
        return draft.finish();
    }

    private static int index(String id, int buckets) {
        return (int) ((Integer.toUnsignedLong(hash(id)) * buckets) >>> Integer.SIZE);
    }

    private static int position(CustomerRow[] bucket, String id) {
        for (int at = 0; at < bucket.length; at++) {
            if (bucket[at].id().equals(id)) {
                return at;
            }
        }
        return -1;
    }

    /** The next rows while they are made. */
    private static final class Draft {

        private final CustomerRow[][] before;
        private final CustomerRow[][] buckets;
        private int size;

        /** @param more how many rows may be added */
        Draft(CustomerRows rows, int more) {
            before = fit(rows, rows.size + more);
            buckets = before.clone();
            size = rows.size;
        }

        void put(CustomerRow row) {
            int index = index(row.id(), buckets.length);
            int at = position(buckets[index], row.id());
            if (at < 0) {
                CustomerRow[] bucket = Arrays.copyOf(buckets[index], buckets[index].length + 1);
                bucket[bucket.length - 1] = row;
                buckets[index] = bucket;
                size++;
            } else {
                if (buckets[index] == before[index]) {
                    buckets[index] = buckets[index].clone();
                }
                buckets[index][at] = row;
            }
        }

        void remove(String id) {
            int index = index(id, buckets.length);
            CustomerRow[] bucket = buckets[index];
            int at = position(bucket, id);
            if (at >= 0) {
                CustomerRow[] rest = Arrays.copyOf(bucket, bucket.length - 1);
                System.arraycopy(bucket, at + 1, rest, at, rest.length - at);
                buckets[index] = rest;
                size--;
            }
        }

        CustomerRows finish() {
            return new CustomerRows(buckets, size);
        }

        /** Returns the buckets of rows, or more buckets with them if so many rows would be too many for these. */
        private static CustomerRow[][] fit(CustomerRows rows, int size) {
            int count = rows.buckets.length;
            while (size > 2L * ROWS_OF_A_BUCKET * count) {
                count *= 2;
            }
            return count == rows.buckets.length ? rows.buckets : split(rows.buckets, count / rows.buckets.length);
        }

        private static CustomerRow[][] split(CustomerRow[][] buckets, int parts) {
            int count = buckets.length * parts;
            CustomerRow[][] result = new CustomerRow[count][];
            int[] sizes = new int[parts];
            for (int index = 0; index < buckets.length; index++) {
                Arrays.fill(sizes, 0);
                for (CustomerRow row : buckets[index]) {
                    sizes[index(row.id(), count) % parts]++;
                }
                for (int part = 0; part < parts; part++) {
                    result[index * parts + part] = new CustomerRow[sizes[part]];
                }
                for (CustomerRow row : buckets[index]) {
                    int to = index(row.id(), count);
                    result[to][--sizes[to % parts]] = row;
                }
            }
            return result;
        }
    }
}
