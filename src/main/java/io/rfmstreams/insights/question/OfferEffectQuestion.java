package io.rfmstreams.insights.question;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What customers did in a number of days after an offer, beside a like-for-like group: for each of them the most similar
 * customer of the same segment at that time without an offer. All who got an offer on one day count as asked at the first
 * time of that day. Only offers whose days have passed count.
 */
final class OfferEffectQuestion implements Question {

    private static final Parameter<Integer> DAYS =
            Parameter.integer("days", "Days after the offer.", 1, 365).or(30);

    private static final Parameter<String> OFFER = Parameter.text("offer", "Only this offer.");

    private static final Parameter<String> SEGMENT =
            Parameter.text("segment", "Only customers who were in this segment at the offer.");

    private static final int MAX_CAMPAIGNS = 30;

    private static final String CAMPAIGNS = """
            SELECT offer_id, epoch_ms(min(offered_at)) AS moment FROM offers
            WHERE offered_at <= %s AND %s GROUP BY offer_id, date_trunc('day', offered_at)
            ORDER BY moment DESC, offer_id LIMIT %d""";

    private static final List<String> COLUMNS = List.of(
            "offerId",
            "segment",
            "segmentName",
            "offered",
            "offeredReturned",
            "offeredMovedUp",
            "control",
            "controlReturned",
            "controlMovedUp",
            "returnedDifference",
            "movedUpDifference");

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(DAYS, OFFER, SEGMENT, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        int days = parameters.get(DAYS);
        String offer = parameters.find(OFFER);
        String segment = snapshot.checkSegment(parameters.find(SEGMENT));
        Page page = parameters.page();
        Table campaigns = snapshot.query(
                CAMPAIGNS.formatted(Sql.time(snapshot.daysAgo(days)), Sql.isOrAny("offer_id", offer), MAX_CAMPAIGNS));
        Map<List<String>, OfferEffect> effects =
                new TreeMap<>((one, other) -> String.join("\n", one).compareTo(String.join("\n", other)));
        for (int row = 0; row < campaigns.rows().size(); row++) {
            String id = String.valueOf(campaigns.row(row).get("offer_id"));
            long at = campaigns.row(row).get("moment") instanceof Long time ? time : 0;
            OfferedCustomers.read(snapshot, new OfferedCustomers.Campaign(id, at, days), segment)
                    .forEach((in, effect) -> effects.merge(List.of(id, in), effect, OfferEffect::plus));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        effects.forEach((key, effect) -> rows.add(row(key, effect, snapshot)));
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("days", days);
        summary.put("campaigns", campaigns.rows().size());
        summary.put(
                "offered",
                effects.values().stream().mapToLong(OfferEffect::offered).sum());
        return snapshot.answer(page, rows.size(), summary, new Table(COLUMNS, page.of(rows)));
    }

    private static List<@Nullable Object> row(List<String> key, OfferEffect effect, Snapshot snapshot) {
        String segment = key.get(1);
        List<@Nullable Object> row =
                new ArrayList<>(List.of(key.get(0), segment, snapshot.names().name(segment)));
        row.add(effect.offered());
        row.add(OfferEffect.share(effect.offeredReturned(), effect.offered()));
        row.add(OfferEffect.share(effect.offeredMovedUp(), effect.offered()));
        row.add(effect.control());
        row.add(OfferEffect.share(effect.controlReturned(), effect.control()));
        row.add(OfferEffect.share(effect.controlMovedUp(), effect.control()));
        row.add(effect.difference(effect.offeredReturned(), effect.controlReturned()));
        row.add(effect.difference(effect.offeredMovedUp(), effect.controlMovedUp()));
        return row;
    }
}
