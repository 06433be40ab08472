package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.Money;
import java.math.BigDecimal;
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

    private record Named(String id, String name, @Nullable Integer rank) {}

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
        summary.put("monetaryAtStake", money(forecast.unitsAtStake(days)));
        summary.put("approximate", forecast.approximate());
        List<List<@Nullable Object>> rows = rows(forecast, days(days, step), segments(forecast, snapshot));
        int from = Math.min(page.offset(), rows.size());
        int until = Math.min(from + page.limit(), rows.size());
        return new Answer(
                forecast.context(), page, rows.size(), summary, new Table(COLUMNS, rows.subList(from, until)));
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

    private static List<Named> segments(SizeForecast forecast, Snapshot snapshot) {
        Map<String, Named> names = new LinkedHashMap<>();
        for (List<@Nullable Object> row :
                snapshot.ask("SELECT id, name, rank FROM names").rows()) {
            String id = String.valueOf(row.get(0));
            names.put(id, new Named(id, String.valueOf(row.get(1)), (Integer) row.get(2)));
        }
        return forecast.segments().stream()
                .map(id -> names.getOrDefault(id, new Named(id, id, null)))
                .sorted(Comparator.comparing(Named::rank, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Named::id))
                .toList();
    }

    private static List<List<@Nullable Object>> rows(SizeForecast forecast, List<Integer> days, List<Named> segments) {
        List<Named> present = segments.stream()
                .filter(segment -> days.stream().anyMatch(day -> forecast.customers(segment.id(), day) > 0))
                .toList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int day : days) {
            Instant at = Instant.ofEpochMilli(forecast.context().asOf() + day * Sql.DAY_MILLIS);
            for (Named segment : present) {
                long customers = forecast.customers(segment.id(), day);
                List<@Nullable Object> row = new ArrayList<>(List.of(at, (long) day, segment.id(), segment.name()));
                row.add(segment.rank());
                row.add(customers);
                row.add(customers - forecast.customers(segment.id(), 0));
                row.add(money(forecast.units(segment.id(), day)));
                rows.add(row);
            }
        }
        return rows;
    }

    private static BigDecimal money(long units) {
        return new BigDecimal(new Money(units).toString());
    }
}
