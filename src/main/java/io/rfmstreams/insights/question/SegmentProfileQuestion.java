package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The profile of a segment beside that of all active customers, feature by feature. */
final class SegmentProfileQuestion implements Question {

    static final Parameter<String> SEGMENT = Parameter.text(
                    "segment", "The id of a segment of the active model, or new, unassigned or inactive.")
            .required();

    private static final List<String> COLUMNS =
            List.of("feature", "unit", "segmentMean", "allMean", "ratio", "shareBelow");

    /** A measure of a customer. */
    private interface Measure {

        /** Returns its value; NaN if the customer has none. */
        double of(CustomerRow row, CustomerMeasures measures);
    }

    /** What is compared. */
    private enum Feature {
        RECENCY("recencyDays", "days", 1, (row, measures) -> (double) measures.recencyDays(row)),
        FREQUENCY("frequency", "orders", 1, (row, measures) -> (double) row.frequency()),
        MONETARY("monetary", "currency", 1e4, (row, measures) -> (double) row.units()),
        ORDER("averageOrderValue", "currency", 1, (row, measures) -> {
            Double value = CustomerMeasures.averageOrderValue(row);
            return value == null ? Double.NaN : value;
        }),
        RETURN("returnProbability", "probability", 1, (row, measures) -> measures.returnProbability(row));

        private final String column;
        private final String unit;
        private final double scale;
        private final Measure measure;

        /** @param scale the values are this many times as large as those of answers: sums of whole numbers are exact */
        Feature(String column, String unit, double scale, Measure measure) {
            this.column = column;
            this.unit = unit;
            this.scale = scale;
            this.measure = measure;
        }
    }

    /** A feature of the segment and of all active customers. */
    private static final class Comparison {

        private final Feature feature;
        private double sumOfSegment;
        private long countOfSegment;
        private double sum;
        private long count;
        private long below;

        Comparison(Feature feature) {
            this.feature = feature;
        }

        void addToSegment(CustomerRow row, CustomerMeasures measures) {
            double value = feature.measure.of(row, measures);
            if (!Double.isNaN(value)) {
                sumOfSegment += value;
                countOfSegment++;
            }
        }

        void addToAll(CustomerRow row, CustomerMeasures measures) {
            double value = feature.measure.of(row, measures);
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
                below += value / feature.scale < mean(sumOfSegment, countOfSegment) ? 1 : 0;
            }
        }

        List<@Nullable Object> cells() {
            double mine = mean(sumOfSegment, countOfSegment);
            double all = mean(sum, count);
            List<@Nullable Object> cells = new ArrayList<>(List.of(feature.column, feature.unit));
            cells.add(CustomerCells.orNull(mine));
            cells.add(CustomerCells.orNull(all));
            cells.add(all == 0 ? null : CustomerCells.orNull(mine / all));
            cells.add(count == 0 ? null : Double.valueOf((double) below / count));
            return cells;
        }

        private double mean(double total, long number) {
            return number == 0 ? Double.NaN : total / (feature.scale * number);
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
        List<Comparison> comparisons = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            comparisons.add(new Comparison(feature));
        }
        snapshot.customers().forEach(row -> {
            if (row.segment().equals(segment)) {
                comparisons.forEach(one -> one.addToSegment(row, measures));
            }
        });
        snapshot.customers().forEach(row -> {
            if (row.frequency() > 0) {
                comparisons.forEach(one -> one.addToAll(row, measures));
            }
        });
        Table table =
                new Table(COLUMNS, comparisons.stream().map(Comparison::cells).toList());
        return snapshot.answer(Page.WHOLE, table.rows().size(), SegmentsQuestion.row(snapshot, segment), table);
    }
}
