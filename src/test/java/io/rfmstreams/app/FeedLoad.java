package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.TestModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Writes random records to the topics that the read model follows, in transactions of which some are aborted: profiles, moves,
 * alerts, purchases that come twice, refunds, models, ticks, and erasures. A few records are malformed.
 */
final class FeedLoad implements AutoCloseable {

    private static final int CUSTOMERS = 400;
    private static final long START = Timestamps.parse("2025-01-01T00:00:00Z");
    private static final String[] SEGMENTS = {"champions", "loyal", "at-risk", "lost", "inactive", "new"};

    private final Settings settings;
    private final Random random;
    private final Producer<String, byte[]> producer;
    private final long start;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private long sequence;
    private long committed;

    /**
     * Creates a load.
     *
     * @param seed of all random choices; times are later with a higher one, as they are within a customer
     */
    FeedLoad(Settings settings, long seed) {
        this.settings = settings;
        random = new Random(seed);
        start = START + Duration.ofDays(seed).toMillis();
        producer = settings.kafka().transactionalProducer("load-" + seed);
        producer.initTransactions();
    }

    /** Writes records in one transaction. One of eight is aborted. */
    void write(int records) {
        sent.clear();
        producer.beginTransaction();
        for (int i = 0; i < records; i++) {
            writeNext();
        }
        if (random.nextInt(8) == 0) {
            producer.abortTransaction();
        } else {
            producer.commitTransaction();
            sent.forEach(record -> KafkaFutures.await(record, "write a record"));
            committed += sent.size();
        }
    }

    /** Returns the number of records in committed transactions. */
    long committed() {
        return committed;
    }

    private void writeNext() {
        sequence++;
        String customer = "customer " + random.nextInt(CUSTOMERS);
        int kind = random.nextInt(1_000);
        if (kind < 350) {
            send(TopicRole.PROFILES, customer, CustomerProfileJson.encode(profile(customer)));
        } else if (kind < 600) {
            send(TopicRole.CHANGES, customer, change(customer));
        } else if (kind < 700) {
            send(TopicRole.ALERTS, customer, alert(customer));
        } else if (kind < 950) {
            Purchase order = new Purchase("order " + random.nextInt(100), money(), time());
            send(TopicRole.PURCHASES, customer, PurchaseJson.encode(customer, order, null));
        } else if (kind < 960) {
            String orderId = random.nextBoolean() ? "order " + random.nextInt(100) : null;
            Refund refund = new Refund("refund " + random.nextInt(10), orderId, Money.of("1"), time());
            send(TopicRole.PURCHASES, customer, PurchaseJson.encode(customer, refund, null));
        } else if (kind < 965) {
            send(TopicRole.CLOCK, null, TickJson.encode(time()));
        } else if (kind < 970) {
            writeModel(1 + random.nextInt(5));
        } else if (kind < 990) {
            erase(customer);
        } else {
            TopicRole role = FeedTopics.ROLES.get(random.nextInt(FeedTopics.ROLES.size()));
            send(role, customer, "not JSON".getBytes(UTF_8));
        }
    }

    private void writeModel(int version) {
        send(
                TopicRole.MODELS,
                ModelJson.key(version),
                random.nextInt(5) == 0 ? null : ModelJson.encode(TestModels.byFrequency(version, 1.5)));
        send(TopicRole.MODELS, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(version));
    }

    private void erase(String customer) {
        send(TopicRole.PURCHASES, customer, null);
        send(TopicRole.PROFILES, customer, null);
        send(TopicRole.CHANGES, customer, erasure(customer));
    }

    private void send(TopicRole role, @Nullable String key, byte @Nullable [] value) {
        sent.add(producer.send(new ProducerRecord<>(settings.topics().of(role), key, value)));
    }

    private CustomerProfile profile(String customer) {
        return new CustomerProfile(
                customer,
                segment(),
                time(),
                new Rfm(random.nextInt(400), random.nextInt(50), money()),
                time(),
                time(),
                random.nextBoolean() ? null : 1 + random.nextInt(5),
                random.nextBoolean() ? null : new NextChange(segment(), time()),
                time());
    }

    private byte[] change(String customer) {
        boolean first = random.nextInt(4) == 0;
        return """
                {"eventId":"%s","customerId":"%s","occurredAt":"%s","sequence":%d,"reason":"%s","direction":"%s",
                "from":%s,"to":{"id":"%s"},"rfm":%s,"before":%s,"modelVersion":%s,"returnProbability":%s}""".formatted(
                        id(),
                        customer,
                        Timestamps.format(time()),
                        sequence,
                        first ? "FIRST_PURCHASE" : "TIME",
                        first ? "NEW" : "DOWN",
                        first ? "null" : "{\"id\":\"" + segment() + "\"}",
                        segment(),
                        rfm(),
                        first ? "null" : rfm(),
                        first ? "null" : "3",
                        random.nextBoolean() ? "null" : String.valueOf(random.nextDouble()))
                .getBytes(UTF_8);
    }

    private byte[] erasure(String customer) {
        return """
                {"eventId":"%s","customerId":"%s","occurredAt":"%s","sequence":%d,"reason":"ERASED","direction":"ERASED"}""".formatted(id(), customer, Timestamps.format(time()), sequence)
                .getBytes(UTF_8);
    }

    private byte[] alert(String customer) {
        return """
                {"alertId":"%s","customerId":"%s","kind":"SLIPPED","raisedAt":"%s","from":{"id":"%s"},"to":{"id":"%s"},
                "best":{"id":"%s"},"expectedAt":"%s","rfm":%s,"monetaryAtStake":%s,"returnProbability":0.25,
                "valueAtRisk":%s,"late":%s,"forecast":[],"action":"Call","modelVersion":2}""".formatted(
                        id(),
                        customer,
                        Timestamps.format(time()),
                        segment(),
                        segment(),
                        segment(),
                        Timestamps.format(time()),
                        rfm(),
                        money().atLeastZero(),
                        random.nextDouble(),
                        random.nextBoolean())
                .getBytes(UTF_8);
    }

    private String rfm() {
        return "{\"recencyDays\":%d,\"frequency\":%d,\"monetary\":%s}"
                .formatted(random.nextInt(400), random.nextInt(50), money());
    }

    private String segment() {
        return SEGMENTS[random.nextInt(SEGMENTS.length)];
    }

    private Money money() {
        return new Money(random.nextInt(10_000_000));
    }

    private long time() {
        return start + sequence * 1_000 + random.nextInt(1_000);
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    @Override
    public void close() {
        producer.close();
    }
}
