package io.rfmstreams.insights.question;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.DistanceMetric;
import io.rfmstreams.training.KdTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The customers of a segment at the time of an offer, with it and without any, and what they did afterwards. */
final class OfferedCustomers {

    private static final String ROWS = """
            , "then" AS (%1$s)
            SELECT segment, recency, "then".frequency, "then".monetary::DOUBLE,
                customer_id IN (SELECT customer_id FROM offers WHERE offer_id = ?
                    AND offered_at >= %2$s AND offered_at < date_trunc('day', %2$s) + INTERVAL 1 DAY) AS is_offered,
                customer_id IN (SELECT customer_id FROM offers
                    WHERE offered_at > %2$s - INTERVAL %3$d DAY AND offered_at <= %2$s + INTERVAL %3$d DAY) AS is_other,
                customer_id IN (SELECT customer_id FROM purchases
                    WHERE occurred_at > %2$s AND occurred_at <= %2$s + INTERVAL %3$d DAY) AS has_returned,
                customer_id IN (SELECT customer_id FROM changes WHERE direction = 'UP'
                    AND occurred_at > %2$s AND occurred_at <= %2$s + INTERVAL %3$d DAY) AS has_moved_up
            FROM "then" WHERE %4$s ORDER BY customer_id""";

    private final List<Row> offered = new ArrayList<>();
    private final List<Row> others = new ArrayList<>();

    /**
     * An offer to customers at a time.
     *
     * @param at epoch milliseconds
     * @param days days after it that count
     */
    record Campaign(String offerId, long at, int days) {}

    private record Row(RfmPoint scaled, boolean hasReturned, boolean hasMovedUp) {}

    /**
     * Returns the effect of a campaign by segment.
     *
     * @param segment the only segment to look at; null for all
     */
    static Map<String, OfferEffect> read(Snapshot snapshot, Campaign campaign, @Nullable String segment) {
        SegmentationModel model = snapshot.requireModel();
        Map<String, OfferedCustomers> bySegment = new TreeMap<>();
        String sql = ROWS.formatted(
                PastCustomers.at(campaign.at(), snapshot.window()),
                Sql.time(campaign.at()),
                campaign.days(),
                Sql.isOrAny("segment", segment));
        snapshot.forEach(
                sql,
                row -> {
                    RfmPoint scaled =
                            model.features().scale(new RfmPoint(row.getDouble(2), row.getDouble(3), row.getDouble(4)));
                    bySegment
                            .computeIfAbsent(row.getString(1), id -> new OfferedCustomers())
                            .add(
                                    row.getBoolean(5),
                                    row.getBoolean(6),
                                    new Row(scaled, row.getBoolean(7), row.getBoolean(8)));
                },
                campaign.offerId());
        Map<String, OfferEffect> effects = new TreeMap<>();
        bySegment.forEach((id, customers) -> {
            if (!customers.offered.isEmpty()) {
                effects.put(id, customers.effect());
            }
        });
        return effects;
    }

    private void add(boolean isOffered, boolean isOther, Row row) {
        if (isOffered) {
            offered.add(row);
        } else if (!isOther) {
            others.add(row);
        }
    }

    private OfferEffect effect() {
        double[] coordinates = others.stream()
                .flatMapToDouble(row -> Arrays.stream(CustomerPoints.location(row.scaled())))
                .toArray();
        KdTree tree = new KdTree(coordinates);
        OfferEffect effect = OfferEffect.NONE;
        for (Row row : offered) {
            effect = effect.withOffered(row.hasReturned(), row.hasMovedUp());
            for (int index : tree.nearest(CustomerPoints.location(row.scaled()), 1, DistanceMetric.EUCLIDEAN)) {
                effect = effect.withControl(
                        others.get(index).hasReturned(), others.get(index).hasMovedUp());
            }
        }
        return effect;
    }
}
