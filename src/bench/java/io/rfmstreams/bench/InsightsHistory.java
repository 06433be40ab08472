package io.rfmstreams.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.Batch;
import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Fills a read model with a year of customers, as its feed would. */
final class InsightsHistory {

    private static final int BATCH = 50_000;
    private static final long MEMORY = 2L << 30;
    private static final String END = "end-of-history";

    private final InsightsOptions options;
    private Batch batch = new Batch();
    private int records;
    private long total;

    InsightsHistory(InsightsOptions options) {
        this.options = options;
    }

    /** Fills a folder; returns the customers as they are at the end of it. */
    InsightsShoppers fill(Path folder) throws IOException {
        long started = System.nanoTime();
        Path kept = options.history;
        InsightsShoppers shoppers;
        if (kept != null && Files.exists(kept.resolve(END))) {
            shoppers = new InsightsShoppers(
                    options.customers,
                    Long.parseLong(Files.readString(kept.resolve(END)).trim()));
            shoppers.replay((topic, customer, message) -> {});
            copy(kept, folder);
        } else {
            long end = System.currentTimeMillis();
            shoppers = new InsightsShoppers(options.customers, end);
            write(folder, shoppers);
            if (kept != null) {
                copy(folder, kept);
                Files.writeString(kept.resolve(END), String.valueOf(end));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d customers with %,d purchases are in the read model after %d s%n",
                shoppers.customers(),
                shoppers.purchases(),
                (System.nanoTime() - started) / 1_000_000_000);
        return shoppers;
    }

    private void write(Path folder, InsightsShoppers shoppers) throws IOException {
        try (ReadModel model = ReadModel.open(folder, MEMORY)) {
            batch.add(TopicRole.MODELS, ModelJson.key(1), ModelJson.encode(InsightsShoppers.MODEL));
            batch.add(TopicRole.MODELS, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(1));
            shoppers.replay((topic, customer, message) -> add(model, topic, customer, message));
            model.write(batch);
        }
        System.out.printf(Locale.ROOT, "%,d records%n", total);
    }

    private void add(ReadModel model, TopicRole topic, String customer, byte[] message) {
        try {
            if (topic == TopicRole.PURCHASES) {
                batch.addEvent(customer, purchase(message), Long.MIN_VALUE);
            } else {
                batch.add(topic, customer, message);
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        total++;
        if (++records == BATCH) {
            model.write(batch);
            batch = new Batch();
            records = 0;
        }
    }

    private static Purchase purchase(byte[] message) {
        if (PurchaseJson.decode(message) instanceof InputRecord.Event event
                && event.event() instanceof Purchase purchase) {
            return purchase;
        }
        throw new IllegalStateException("the purchase is malformed: " + new String(message, UTF_8));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
