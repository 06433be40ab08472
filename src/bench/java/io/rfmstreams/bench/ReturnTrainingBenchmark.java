package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.JavaCommand;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Measures {@code train} with and without the return probability: time, CPU time and peak memory of a process of its own that
 * reads from a broker in this process.
 *
 * <p>Arguments: number of customers, number of purchases, options of the trainer's JVM separated by commas, and the file for the
 * result.
 */
public final class ReturnTrainingBenchmark {

    private static final String AS_OF = "2026-01-01T00:00:00Z";
    private static final long POLL_MILLIS = 20;

    private ReturnTrainingBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int customers = Integer.parseInt(arguments[0]);
        int purchases = Integer.parseInt(arguments[1]);
        List<String> jvm = List.of(arguments[2].split(","));
        Path folder = Files.createTempDirectory("return-training");
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("customers", customers).put("purchases", purchases);
        result.put("cores", Runtime.getRuntime().availableProcessors());
        result.put("jdk", Runtime.version().toString());
        result.put("trainerJvm", arguments[2]);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            Settings settings = new Settings(
                    Configuration.load(Map.of("kafka.bootstrap.servers", broker.bootstrapServers()), Map.of(), null));
            try (Admin admin = settings.kafka().admin()) {
                new TopicAdmin(admin, settings.topics()).createMissing(settings);
            }
            result.put("profiles", load(settings, customers, purchases));
            for (String sample : List.of("0", "100000", "0", "100000")) {
                Process trainer = train(broker.bootstrapServers(), jvm, sample, folder.resolve("log.txt"));
                result.withArray("runs").add(measure(trainer).put("model.return.customers", sample));
                System.out.println(Files.readString(folder.resolve("log.txt")));
            }
        } finally {
            delete(folder);
        }
        Files.writeString(Path.of(arguments[3]), result.toPrettyString() + "\n");
        System.out.println(result.toPrettyString());
    }

    /** Sends purchases and profiles; returns the number of profiles. */
    @SuppressWarnings("FutureReturnValueIgnored") // a lost record would change nothing that is measured
    private static int load(Settings settings, int customers, int purchases) {
        ReturnShoppers shoppers =
                new ReturnShoppers(purchases, customers, Instant.parse(AS_OF).toEpochMilli());
        int profiles = 0;
        try (Producer<String, byte[]> producer = producer(settings)) {
            String topic = settings.topics().of(TopicRole.PURCHASES);
            while (shoppers.hasNext()) {
                ReturnShoppers.Made made = shoppers.next();
                byte[] json = PurchaseJson.encode(made.customerId(), made.purchase(), null);
                producer.send(new ProducerRecord<>(topic, made.customerId(), json));
            }
            for (int customer = 0; customer < customers; customer++) {
                CustomerProfile profile = shoppers.profile(customer);
                if (profile != null) {
                    profiles++;
                    producer.send(new ProducerRecord<>(
                            settings.topics().of(TopicRole.PROFILES),
                            profile.customerId(),
                            CustomerProfileJson.encode(profile)));
                }
            }
        }
        return profiles;
    }

    private static Producer<String, byte[]> producer(Settings settings) {
        Map<String, Object> config = settings.kafka().common();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    private static Process train(String servers, List<String> jvm, String sample, Path log) throws IOException {
        List<String> arguments = List.of(
                "train",
                "--dry-run",
                "--as-of",
                Timestamps.format(Instant.parse(AS_OF).toEpochMilli()),
                "-D",
                "kafka.bootstrap.servers=" + servers,
                "-D",
                "model.return.customers=" + sample);
        return new ProcessBuilder(JavaCommand.ofTests(jvm, "io.rfmstreams.cli.Main", arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static ObjectNode measure(Process trainer) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path status = Path.of("/proc", String.valueOf(trainer.pid()), "status");
        String peak = "";
        double cpuSeconds = 0;
        while (!trainer.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            peak = peak(status, peak);
            cpuSeconds = trainer.info()
                    .totalCpuDuration()
                    .map(cpu -> cpu.toMillis() / 1e3)
                    .orElse(cpuSeconds);
        }
        ObjectNode run = JsonNodeFactory.instance.objectNode();
        run.put("exitCode", trainer.exitValue());
        run.put("seconds", (System.nanoTime() - start) / 1e9);
        run.put("cpuSeconds", cpuSeconds);
        run.put("peakResidentMiB", peak.isEmpty() ? 0 : Long.parseLong(peak) >> 10);
        return run;
    }

    /** Returns the peak resident memory so far in KiB; the last one once the process has ended. */
    private static String peak(Path status, String before) throws IOException {
        if (!Files.exists(status)) {
            return before;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .findFirst()
                .orElse(before);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a))
                    .forEach(file -> Objects.requireNonNull(file.toFile()).delete());
        }
    }
}
