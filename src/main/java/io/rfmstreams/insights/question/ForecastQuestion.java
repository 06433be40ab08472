package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The number of customers of each segment from now on if nobody buys, from the path of each customer. The answer is that of the
 * kept forecast, whose time it bears.
 */
final class ForecastQuestion implements Question {

    private static final Parameter<Integer> DAYS =
            Parameter.integer("days", "Days from now.", 1, SizeForecast.DAYS).or(90);

    private static final Parameter<Integer> STEP =
            Parameter.integer("step", "Days between two times.", 1, 90).or(7);

    private static final List<String> COLUMNS =
            List.of("at", "day", "segment", "segmentName", "rank", "customers", "change", "monetary");

    private final SizeForecasts forecasts;

    ForecastQuestion(SizeForecasts forecasts) {
        this.forecasts = forecasts;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(DAYS, STEP, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        int days = parameters.get(DAYS);
        int step = parameters.get(STEP);
        Page page = parameters.page();
        SizeForecast forecast = forecasts.get();
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("days", days);
        summary.put("step", step);
        summary.put("leaving", forecast.leaving(days));
        summary.put("monetaryAtStake", new Money(forecast.unitsAtStake(days)).toDecimal());
        summary.put("approximate", forecast.approximate());
        List<List<@Nullable Object>> rows = rows(forecast, days(days, step), snapshot.names());
        return new Answer(forecast.context(), page, rows.size(), summary, new Table(COLUMNS, page.of(rows)));
    }

    /** Returns every so many days from 0 on, and the last day. */
    private static List<Integer> days(int last, int step) {
        List<Integer> days = new ArrayList<>();
        for (int day = 0; day < last; day += step) {
            days.add(day);
        }
        days.add(last);
        return days;
    }

    /** Returns the ids of the segments that have customers on one of the days, by rank. */
    private static List<String> segments(SizeForecast forecast, List<Integer> days, SegmentNames names) {
        return forecast.segments().stream()
                .filter(segment -> days.stream().anyMatch(day -> forecast.customers(segment, day) > 0))
                .sorted(Comparator.comparing(names::rank, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static List<List<@Nullable Object>> rows(SizeForecast forecast, List<Integer> days, SegmentNames names) {
        List<String> segments = segments(forecast, days, names);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int day : days) {
            Instant at = Instant.ofEpochMilli(forecast.context().asOf() + day * DayBucket.DAY_MILLIS);
            for (String segment : segments) {
                long customers = forecast.customers(segment, day);
                List<@Nullable Object> row = new ArrayList<>(List.of(at, (long) day, segment, names.name(segment)));
                row.add(names.rank(segment));
                row.add(customers);
                row.add(customers - forecast.customers(segment, 0));
                row.add(new Money(forecast.units(segment, day)).toDecimal());
                rows.add(row);
            }
        }
        return rows;
    }
}
