package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The profile of a segment beside that of all active customers, feature by feature. */
final class SegmentProfileQuestion implements Question {

    static final Parameter<String> SEGMENT = Parameter.text(
                    "segment", "The id of a segment of the active model, or new, unassigned or inactive.")
            .required();

    private static final List<String> COLUMNS =
            List.of("feature", "unit", "segmentMean", "allMean", "ratio", "shareBelow");

    /** What is compared. */
    private enum Feature {
        RECENCY(0, "recencyDays", "days", 1),
        FREQUENCY(1, "frequency", "orders", 1),
        MONETARY(2, "monetary", "currency", 1e4),
        ORDER(3, "averageOrderValue", "currency", 1),
        RETURN(4, "returnProbability", "probability", 1);

        private static final int COUNT = values().length;

        private final int index;
        private final String column;
        private final String unit;
        private final double scale;

        /**
         * Creates a feature.
         *
         * @param index the place in arrays by feature
         * @param scale the values are this many times as large as those of answers: sums of whole numbers are exact
         */
        Feature(int index, String column, String unit, double scale) {
            this.index = index;
            this.column = column;
            this.unit = unit;
            this.scale = scale;
        }

        /** Sets the values of a customer by feature; NaN where there is none. */
        static void read(CustomerRow row, CustomerMeasures measures, double[] values) {
            Double order = CustomerMeasures.averageOrderValue(row);
            values[RECENCY.index] = (double) measures.recencyDays(row);
            values[FREQUENCY.index] = (double) row.frequency();
            values[MONETARY.index] = (double) row.units();
            values[ORDER.index] = order == null ? Double.NaN : order;
            values[RETURN.index] = measures.returnProbability(row);
        }
    }

    /** Customers, added up by feature. */
    private static final class Sums {

        private final double[] sums = new double[Feature.COUNT];
        private final long[] counts = new long[Feature.COUNT];

        void add(double[] values) {
            for (int feature = 0; feature < Feature.COUNT; feature++) {
                if (!Double.isNaN(values[feature])) {
                    sums[feature] += values[feature];
                    counts[feature]++;
                }
            }
        }

        long count(Feature feature) {
            return counts[feature.index];
        }

        /** Returns the mean in the unit of answers; NaN without a customer. */
        double mean(Feature feature) {
            long count = count(feature);
            return count == 0 ? Double.NaN : sums[feature.index] / (feature.scale * count);
        }
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SEGMENT);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String segment = snapshot.requireSegment(parameters.get(SEGMENT));
        CustomerMeasures measures = snapshot.measures();
        Sums mine = new Sums();
        Sums all = new Sums();
        double[] values = new double[Feature.COUNT];
        snapshot.customers().forEach(row -> {
            Feature.read(row, measures, values);
            if (row.segment().equals(segment)) {
                mine.add(values);
            }
            if (row.frequency() > 0) {
                all.add(values);
            }
        });
        long[] below = below(snapshot, measures, mine);
        Table table = new Table(
                COLUMNS,
                Arrays.stream(Feature.values())
                        .map(feature -> cells(feature, mine, all, below[feature.index]))
                        .toList());
        return snapshot.answer(Page.WHOLE, table.rows().size(), SegmentsQuestion.row(snapshot, segment), table);
    }

    /** Returns by feature how many active customers are below the mean of the segment. */
    private static long[] below(Snapshot snapshot, CustomerMeasures measures, Sums mine) {
        double[] means = Arrays.stream(Feature.values()).mapToDouble(mine::mean).toArray();
        double[] scales = Arrays.stream(Feature.values())
                .mapToDouble(feature -> feature.scale)
                .toArray();
        double[] values = new double[Feature.COUNT];
        long[] below = new long[Feature.COUNT];
        snapshot.customers().forEach(row -> {
            if (row.frequency() > 0) {
                Feature.read(row, measures, values);
                for (int feature = 0; feature < Feature.COUNT; feature++) {
                    below[feature] += values[feature] / scales[feature] < means[feature] ? 1 : 0;
                }
            }
        });
        return below;
    }

    private static List<@Nullable Object> cells(Feature feature, Sums mine, Sums all, long below) {
        double mean = mine.mean(feature);
        double meanOfAll = all.mean(feature);
        long count = all.count(feature);
        List<@Nullable Object> cells = new ArrayList<>(List.of(feature.column, feature.unit));
        cells.add(CustomerCells.orNull(mean));
        cells.add(CustomerCells.orNull(meanOfAll));
        cells.add(meanOfAll == 0 ? null : CustomerCells.orNull(mean / meanOfAll));
        cells.add(count == 0 ? null : Double.valueOf((double) below / count));
        return cells;
    }
}
