package io.rfmstreams.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests to the read model with which a page of the dashboard begins. Requests for one customer and for models, which a
 * processor answers, are left out.
 */
enum DashboardPage {
    OVERVIEW("/v1/slipping?days=14&limit=1"),
    MAP("/v1/map?points=3000"),
    FLOWS("/v1/segments", "/v1/flows?from={30 days ago}&limit=1000"),
    FORECAST("/v1/forecast?days=90&step=7&limit=10000"),
    LEAVING("/v1/slipping?days=14&limit=25&sort=-valueAtRisk", "/v1/alerts/precision?limit=100"),
    WARNED("/v1/alerts?kind=SLIPPED&limit=25&sort=-valueAtRisk", "/v1/alerts/precision?limit=100"),
    LOOK_ALIKES(
            "/v1/segments/segment-1/look-alikes?into=segment-3&top=100&metric=euclidean&n=5&limit=25",
            "/v1/revenue-potential?segment=segment-3&like=segment-1&metric=euclidean&n=3&limit=10&sort=-potential"),
    CUSTOMER(
            "/v1/segments/segment-2",
            "/v1/customers/{customer}/timeline?limit=200",
            "/v1/customers/{customer}/look-alikes?segment=segment-1&n=10&limit=10"),
    CUSTOMERS("/v1/customers?limit=25&sort=-monetary"),
    SEGMENT(
            "/v1/segments/segment-3",
            "/v1/segments/segment-3/changes?days=30",
            "/v1/segments/segment-3/customers?limit=25&sort=-valueAtRisk");

    private static final String FIRST = "/v1/segments";
    private static final Pattern AS_OF = Pattern.compile("\"asOf\":\"([^\"]+)\"");

    private final List<String> requests;

    DashboardPage(String... requests) {
        this.requests = List.of(requests);
    }

    /** Opens the page in a new tab: one request after the other, which takes at least as long as a browser. */
    void open(KeptConnection connection, SplittableRandom random, int customers, Latencies latencies)
            throws IOException {
        String customer = InsightsShoppers.id(random.nextInt(customers));
        String answer = ask(connection, FIRST, FIRST, latencies);
        for (String request : requests) {
            String path = request.replace("{customer}", customer).replace("{30 days ago}", monthBefore(answer));
            answer = ask(connection, path, request, latencies);
        }
    }

    private static String ask(KeptConnection connection, String path, String request, Latencies latencies)
            throws IOException {
        long start = System.nanoTime();
        byte[] answer = connection.get(path);
        latencies.add("GET " + request, System.nanoTime() - start);
        return new String(answer, StandardCharsets.UTF_8);
    }

    /** Returns 30 days before the full hour before the time that an answer refers to. */
    private static String monthBefore(String answer) {
        Matcher asOf = AS_OF.matcher(answer);
        Instant time = asOf.find() ? Instant.parse(asOf.group(1)) : Instant.EPOCH;
        return time.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(30)).toString();
    }
}
