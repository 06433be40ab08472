package io.rfmstreams.insights.question;

import io.rfmstreams.segment.ReservedSegment;
import java.util.List;
import java.util.Map;

/** Adds packed paths to a forecast. */
final class PathSums {

    private static final int NO_RANK = 0;
    private static final int BELOW_ALL = Integer.MAX_VALUE;

    private final SizeForecast sizes;
    private final SizeForecast.Sums[] segments;
    private final int[] ranks;

    /**
     * Creates an instance.
     *
     * @param ids of the segments, in the order of their numbers
     * @param ranks of the segments of the active model
     */
    PathSums(SizeForecast sizes, List<String> ids, Map<String, Integer> ranks) {
        this.sizes = sizes;
        segments = ids.stream().map(sizes::of).toArray(SizeForecast.Sums[]::new);
        this.ranks = ids.stream()
                .mapToInt(id -> id.equals(ReservedSegment.INACTIVE.id()) ? BELOW_ALL : ranks.getOrDefault(id, NO_RANK))
                .toArray();
    }

    /** @param monetary in units of money */
    void add(long[] path, long monetary) {
        if (PackedPath.isApproximate(path)) {
            sizes.countApproximate();
        }
        long asOf = sizes.context().asOf();
        int change = 1;
        while (change < path.length && PackedPath.at(path, change) <= asOf) {
            change++;
        }
        int segment = PackedPath.code(path, change - 1);
        if (change < path.length && isLower(PackedPath.code(path, change), segment)) {
            sizes.addLeaving(sizes.day(PackedPath.at(path, change)), monetary);
        }
        int from = 0;
        for (; change < path.length; change++) {
            int day = sizes.day(PackedPath.at(path, change));
            segments[segment].add(from, day, monetary);
            from = day;
            segment = PackedPath.code(path, change);
        }
        segments[segment].add(from, SizeForecast.DAYS + 1, monetary);
    }

    private boolean isLower(int to, int from) {
        return ranks[from] != NO_RANK && ranks[from] != BELOW_ALL && ranks[to] > ranks[from];
    }
}
