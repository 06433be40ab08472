package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.app.CatchUp;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.Instance;
import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.EmbeddedBroker;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Measures how long one instance takes to answer for a customer, at a steady rate of questions, with many customers in its
 * store. Broker, processor and callers share the machine, and one process.
 */
public final class QueryBenchmark {

    private static final int CUSTOMERS = 1_000_000;
    private static final int ORDERS = 2;
    private static final int RATE = 2_000;
    private static final int CALLERS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final Path RESULT = Path.of("src/bench/results/query.json");

    private QueryBenchmark() {}

    /** Takes the number of customers, if it is to be another than a million; writes a result for a million only. */
    public static void main(String[] arguments) throws Exception {
        int customers = arguments.length == 0 ? CUSTOMERS : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("rfm-streams-query");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            Settings settings = new Settings(Configuration.load(
                    Map.of(
                            "kafka.bootstrap.servers", broker.bootstrapServers(),
                            "topics.partitions", "8",
                            "process.state.dir", folder.resolve("state").toString(),
                            "http.port", "0",
                            "rfm.clock", "event"),
                    Map.of(),
                    null));
            try (Admin admin = settings.kafka().admin();
                    Instance instance = open(settings, admin)) {
                CatchUp catchUp = new CatchUp(instance.processor(), admin, settings);
                instance.start();
                catchUp.awaitRunning();
                try (var publisher = new ModelTopic(settings).publisher()) {
                    publisher.publish(BenchModel.ofSegments(4), true);
                }
                load(settings, customers);
                catchUp.awaitProcessed();
                System.out.printf(
                        "%,d customers are in the store%n", catchUp.counts().get("customers"));
                ask(instance.port(), customers, WARM_UP);
                report(ask(instance.port(), customers, MEASURED), customers);
            }
        } finally {
            Utils.delete(folder.toFile());
        }
        System.exit(0);
    }

    private static Instance open(Settings settings, Admin admin) {
        new TopicAdmin(admin, settings.topics()).createMissing(settings);
        return new Instance(settings, settings.http().listen(), () -> true);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // customers who are missing would be answered with 404
    private static void load(Settings settings, int customers) {
        Map<String, Object> config = settings.kafka().common();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        long start = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (int order = 0; order < ORDERS; order++) {
                for (int i = 0; i < customers; i++) {
                    long at = start + order * Duration.ofDays(20).toMillis() + i;
                    Purchase purchase = new Purchase(String.valueOf(order), Money.of(i % 500 + ".95"), at);
                    String id = "c" + i;
                    producer.send(new ProducerRecord<>(
                            settings.topics().of(TopicRole.PURCHASES), id, PurchaseJson.encode(id, purchase, null)));
                }
            }
        }
    }

    /** Asks at the whole rate for so long; returns all latencies in ascending order. */
    private static long[] ask(int port, int customers, Duration time) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        long paceNanos = Duration.ofSeconds(1).toNanos() * CALLERS / RATE;
        int questions = Math.toIntExact(time.toNanos() / paceNanos);
        List<Future<long[]>> answers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            answers.add(callers.submit(new PacedCaller(
                    port,
                    questions,
                    paceNanos,
                    i,
                    (connection, random, due) -> connection.get("/v1/customers/c" + random.nextInt(customers)))));
        }
        long[] latencies = new long[CALLERS * questions];
        for (int i = 0; i < CALLERS; i++) {
            System.arraycopy(answers.get(i).get(), 0, latencies, i * questions, questions);
        }
        callers.shutdown();
        Arrays.sort(latencies);
        return latencies;
    }

    private static void report(long[] sorted, int customers) throws Exception {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode result = json.createObjectNode();
        Machine.addTo(result).put("heapMiB", Runtime.getRuntime().maxMemory() >> 20);
        result.putObject("settings")
                .put("customers", customers)
                .put("ordersEach", ORDERS)
                .put("questionsPerSecond", RATE)
                .put("connections", CALLERS)
                .put("seconds", MEASURED.toSeconds());
        ObjectNode millis = result.putObject("latencyMillis");
        for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
            millis.put(String.valueOf(percentile), at(percentile, sorted));
        }
        System.out.println(json.writeValueAsString(result));
        if (customers == CUSTOMERS) {
            Files.writeString(RESULT, json.writeValueAsString(result) + "\n");
        }
    }

    /** The nearest-rank percentile, in milliseconds. */
    private static double at(double percentile, long[] sorted) {
        int rank = (int) Math.ceil(percentile / 100 * sorted.length);
        return Math.round(sorted[Math.max(0, rank - 1)] / 1e3) / 1e3;
    }
}
