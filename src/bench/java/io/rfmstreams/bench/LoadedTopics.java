package io.rfmstreams.bench;

import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.SegmentationModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a load to the purchases topic, with a tick a day on the clock topic, and fits the model to it. */
final class LoadedTopics {

    private static final long DAY_MILLIS = 86_400_000L;

    private final Settings settings;
    private final long[] sent;
    private final PurchaseTotals totals = new PurchaseTotals();

    private LoadedTopics(Settings settings, int partitions) {
        this.settings = settings;
        sent = new long[partitions];
    }

    /**
     * Writes a load.
     *
     * @param hasTicks whether time passes by ticks; then each partition ends with a purchase at the end of the load, so that all
     *     engines reach that time
     */
    static LoadedTopics write(Settings settings, Admin admin, int partitions, Load load, boolean hasTicks) {
        new TopicAdmin(admin, settings.topics()).createMissing(settings);
        LoadedTopics topics = new LoadedTopics(settings, partitions);
        Map<String, Object> config = settings.kafka().common();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            topics.write(load, hasTicks, producer);
        }
        return topics;
    }

    private void write(Load load, boolean hasTicks, Producer<byte[], byte[]> producer) {
        long midnight = Long.MAX_VALUE;
        while (load.hasNext()) {
            Load.Made made = load.next();
            long at = made.event().occurredAt();
            if (hasTicks && midnight == Long.MAX_VALUE) {
                midnight = (at / DAY_MILLIS + 1) * DAY_MILLIS;
            }
            for (; midnight <= at; midnight += DAY_MILLIS) {
                tick(midnight, producer);
            }
            totals.bought(made.customerId(), made.event());
            send(made, producer);
        }
        if (hasTicks) {
            closePartitions(load.end(), producer);
            tick(load.end(), producer);
        }
    }

    private void closePartitions(long end, Producer<byte[], byte[]> producer) {
        boolean[] closed = new boolean[sent.length];
        for (int i = 0, left = sent.length; left > 0; i++) {
            String customerId = "closing-" + i;
            int partition = partition(customerId.getBytes(StandardCharsets.UTF_8));
            if (!closed[partition]) {
                closed[partition] = true;
                left--;
                send(new Load.Made(customerId, new Purchase("o-1", Money.of("10"), end)), producer);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the arena checks the number of records
    private void send(Load.Made made, Producer<byte[], byte[]> producer) {
        byte[] key = made.customerId().getBytes(StandardCharsets.UTF_8);
        int partition = partition(key);
        sent[partition]++;
        producer.send(new ProducerRecord<>(
                settings.topics().of(TopicRole.PURCHASES),
                partition,
                key,
                PurchaseJson.encode(made.customerId(), made.event(), null)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a missing tick makes the engines differ
    private void tick(long time, Producer<byte[], byte[]> producer) {
        for (int partition = 0; partition < sent.length; partition++) {
            byte[] follows = String.valueOf(sent[partition] - 1).getBytes(StandardCharsets.UTF_8);
            var headers = sent[partition] == 0
                    ? List.<Header>of()
                    : List.<Header>of(new RecordHeader(TickJson.FOLLOWS_HEADER, follows));
            producer.send(new ProducerRecord<>(
                    settings.topics().of(TopicRole.CLOCK), partition, null, null, TickJson.encode(time), headers));
        }
    }

    private int partition(byte[] key) {
        return BuiltInPartitioner.partitionForKey(key, sent.length);
    }

    /** Returns how many purchases and refunds were sent to each partition. */
    long[] sent() {
        return sent.clone();
    }

    /** Fits a model to the purchases. */
    SegmentationModel train() {
        return totals.train(settings);
    }
}
