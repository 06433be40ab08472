package io.rfmstreams.insights.question;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.CustomerOffer;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.Batch;
import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tables in memory with hand-made rows, and the questions to them. Now is the last tick. */
public final class TestTables implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-06-30T00:00:00Z");

    static final ForecastRules RULES = new ForecastRules(
            HistoryRules.of(Window.ofDays(365), Duration.ofDays(365)),
            new SegmentRules(new ColdStart(2, Duration.ofDays(30).toMillis()), 0.25, DirectionRule.MONOTONE));

    private final ReadModel tables = ReadModel.inMemory();
    private final Snapshots snapshots =
            new Snapshots(tables, true, InstantSource.fixed(NOW.plus(Duration.ofDays(400))), Runnable::run);
    private final TableQueries queries = new TableQueries(snapshots, SizeForecasts.of(snapshots, RULES, Runnable::run));
    private Batch batch = new Batch();

    public TestTables() {
        add(TopicRole.CLOCK, null, "{\"time\":\"" + NOW + "\"}");
    }

    /** Adds a model and makes it active. */
    public TestTables model(SegmentationModel model) {
        add(TopicRole.MODELS, ModelJson.key(model.version()), new String(ModelJson.encode(model), UTF_8));
        return add(TopicRole.MODELS, ModelJson.ACTIVE_KEY, new String(ModelJson.encodeAlias(model.version()), UTF_8));
    }

    /** Adds a customer who bought last a number of days ago and stays where he is. */
    public TestTables customer(String id, String segment, int recencyDays, long frequency, String monetary) {
        return customer(id, segment, recencyDays, frequency, monetary, null, 0);
    }

    /** The same with a next change in a number of days. */
    public TestTables customer(
            String id,
            String segment,
            int recencyDays,
            long frequency,
            String monetary,
            @Nullable String nextSegment,
            int inDays) {
        long last = daysAgo(recencyDays);
        return profile(new CustomerProfile(
                id,
                segment,
                last,
                new Rfm(0, frequency, Money.of(monetary)),
                last,
                last,
                1,
                nextSegment == null ? null : new NextChange(nextSegment, daysAgo(-inDays)),
                last));
    }

    /** Adds a customer. */
    TestTables profile(CustomerProfile profile) {
        return add(TopicRole.PROFILES, profile.customerId(), new String(CustomerProfileJson.encode(profile), UTF_8));
    }

    /** Adds a move. */
    public TestTables move(String id, int sequence, int daysAgo, @Nullable String from, String to, String direction) {
        return move(id, sequence, daysAgo, from, to, direction, "PURCHASE");
    }

    /** The same with its reason. */
    public TestTables move(
            String id, int sequence, int daysAgo, @Nullable String from, String to, String direction, String reason) {
        String left = from == null
                ? "null"
                : "{\"id\":\"" + from + "\",\"name\":\"x\",\"rank\":null,\"since\":\"2026-01-01T00:00:00Z\"}";
        return add(
                TopicRole.CHANGES,
                id,
                String.format(
                        Locale.ROOT,
                        "{\"eventId\":\"%s\",\"customerId\":\"%s\",\"occurredAt\":\"%s\",\"sequence\":%d,\"reason\":\"%s\","
                                + "\"direction\":\"%s\",\"from\":%s,\"to\":{\"id\":\"%s\",\"name\":\"x\",\"rank\":null},"
                                + "\"rfm\":{\"recencyDays\":0,\"frequency\":3,\"monetary\":30},"
                                + "\"before\":{\"recencyDays\":5,\"frequency\":2,\"monetary\":20},\"modelVersion\":1,"
                                + "\"explanation\":[],\"action\":\"a\",\"nextChange\":null,\"returnProbability\":null}",
                        UUID.randomUUID(),
                        id,
                        Timestamps.format(daysAgo(daysAgo)),
                        sequence,
                        reason,
                        direction,
                        left,
                        to));
    }

    /** Adds an alert with a return probability and a monetary value of 100. */
    public TestTables alert(String id, String kind, int daysAgo, String from, String to, double probability) {
        return add(
                TopicRole.ALERTS,
                id,
                String.format(
                        Locale.ROOT,
                        "{\"alertId\":\"%s\",\"customerId\":\"%s\",\"kind\":\"%s\",\"raisedAt\":\"%s\","
                                + "\"from\":{\"id\":\"%s\",\"name\":\"x\",\"rank\":1},\"to\":{\"id\":\"%s\",\"name\":\"x\",\"rank\":2},"
                                + "\"best\":{\"id\":\"%s\",\"name\":\"x\",\"rank\":1},\"expectedAt\":\"%s\","
                                + "\"rfm\":{\"recencyDays\":40,\"frequency\":3,\"monetary\":100},\"monetaryAtStake\":100,"
                                + "\"returnProbability\":%s,\"valueAtRisk\":%s,\"late\":false,\"forecast\":[],\"action\":\"a\","
                                + "\"modelVersion\":1}",
                        UUID.randomUUID(),
                        id,
                        kind,
                        Timestamps.format(daysAgo(daysAgo)),
                        from,
                        to,
                        from,
                        Timestamps.format(daysAgo(daysAgo)),
                        probability,
                        100 * (1 - probability)));
    }

    /** Adds an order. */
    public TestTables order(String id, String orderId, int daysAgo, String amount) {
        batch.addEvent(id, new Purchase(orderId, Money.of(amount), daysAgo(daysAgo)), Long.MIN_VALUE);
        return this;
    }

    /** Adds an offer. */
    public TestTables offer(String id, String offerId, int daysAgo) {
        batch.addOffer(new CustomerOffer(id, offerId, daysAgo(daysAgo)), daysAgo(daysAgo));
        return this;
    }

    /** Asks a question with parameters by turns of name and value. */
    public Answer ask(String question, String... parameters) {
        tables.write(batch);
        batch = new Batch();
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        return queries.ask(question, named);
    }

    /** Returns the questions to all rows so far. */
    public InsightsQueries queries() {
        tables.write(batch);
        batch = new Batch();
        return queries;
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    static long daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days)).toEpochMilli();
    }

    private TestTables add(TopicRole topic, @Nullable String key, String value) {
        try {
            batch.add(topic, key, value.getBytes(UTF_8));
        } catch (IOException malformed) {
            throw new IllegalArgumentException(malformed);
        }
        return this;
    }

    @Override
    public void close() {
        tables.close();
    }
}
