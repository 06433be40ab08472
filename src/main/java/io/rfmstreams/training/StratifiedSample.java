package io.rfmstreams.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A sample in which every group of customers has its share. */
final class StratifiedSample {

    private StratifiedSample() {}

    /** The places of a group in the sample that are still free. */
    private static final class Quota {

        private final int end;
        private int next;

        Quota(int from, int end) {
            this.next = from;
            this.end = end;
        }
    }

    /**
     * Takes the first customers of each group, as many as its share rounded so that the shares add up to the size.
     *
     * @param customers how many there are, not fewer than {@code size}
     * @return the customers' indices, by group
     */
    static int[] of(int customers, int size, LabelledGroups groups) {
        Map<CellKey, Quota> quotas = new HashMap<>();
        long before = 0;
        for (CellKey key : groups.keys()) {
            long upTo = before + groups.group(key).customers();
            quotas.put(key, new Quota(place(before, customers, size), place(upTo, customers, size)));
            before = upTo;
        }
        int[] sample = new int[size];
        Arrays.fill(sample, -1);
        for (int i = 0; i < customers; i++) {
            Quota quota = quotas.get(groups.key(i));
            if (quota != null && quota.next < quota.end) {
                sample[quota.next++] = i;
            }
        }
        return sample;
    }

    private static int place(long customersBefore, int customers, int size) {
        return (int) ((customersBefore * size + customers / 2) / customers);
    }
}
