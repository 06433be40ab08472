package io.rfmstreams.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A sample in which each group of customers has a size proportional to its number of customers. */
final class StratifiedSample {

    private StratifiedSample() {}

    /** The range of the sample that is still free for a group. */
    private static final class Quota {

        private final int end;
        private int next;

        Quota(int from, int end) {
            this.next = from;
            this.end = end;
        }
    }

    /**
     * Takes the first customers of each group. The shares of the groups are rounded so that they add up to the size.
     *
     * @param customers number of customers, not below {@code size}
     * @param size size of the sample
     * @return indices of the sampled customers, ordered by group
     */
    static int[] of(int customers, int size, LabelledGroups groups) {
        Map<CellKey, Quota> quotas = new HashMap<>();
        long before = 0;
        for (CellKey key : groups.keys()) {
            long upTo = before + groups.group(key).customers();
            quotas.put(key, new Quota(position(before, customers, size), position(upTo, customers, size)));
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

    private static int position(long customersBefore, int customers, int size) {
        return (int) ((customersBefore * size + customers / 2) / customers);
    }
}
