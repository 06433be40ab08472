package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.demo.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine;

/**
 * Measures how long the role {@code insights} takes to answer, each question at a steady pace, while purchases flow in. The
 * history is written to the read model directly, what follows comes from a broker in this process. The role runs in a process of
 * its own, on the same machine.
 */
public final class InsightsBenchmark {

    private static final int MILLION = 1_000_000;
    private static final Duration SAMPLE = Duration.ofSeconds(5);
    private static final double TIMES_A_SECOND = 2;

    private final InsightsOptions options;
    private final Latencies endpoints = new Latencies();
    private final Latencies pages = new Latencies();
    private final AtomicInteger failures = new AtomicInteger();

    private InsightsBenchmark(InsightsOptions options) {
        this.options = options;
    }

    /** Takes the options that {@code --help} lists. */
    public static void main(String[] arguments) throws Exception {
        InsightsOptions options = new InsightsOptions();
        CommandLine line = new CommandLine(options);
        line.parseArgs(arguments);
        if (!CommandLine.printHelpIfRequested(line.getParseResult())) {
            new InsightsBenchmark(options).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("rfm-streams-insights");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            Path readModel = folder.resolve("insights");
            InsightsShoppers shoppers = new InsightsHistory(options).fill(readModel);
            Settings settings = new Settings(Configuration.load(
                    Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "topics.partitions", "4"),
                    Map.of(),
                    null));
            try (Admin admin = settings.kafka().admin()) {
                new TopicAdmin(admin, settings.topics()).createMissing(settings);
            }
            try (InsightsProcess insights = new InsightsProcess(
                    broker.bootstrapServers(), readModel, folder.resolve("insights.log"), options)) {
                insights.awaitReady();
                measure(insights, new InsightsTraffic(settings, shoppers));
            }
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private void measure(InsightsProcess insights, InsightsTraffic traffic) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> work = new ArrayList<>();
        work.add(threads.submit(() -> traffic.write(options.rate)));
        work.add(threads.submit(() -> {
            traffic.probe(insights.port());
            return null;
        }));
        ask(insights.port(), Duration.ofSeconds(options.warmUp), threads, () -> {});
        endpoints.clear();
        pages.clear();
        failures.set(0);
        traffic.startMeasuring();
        long purchasesBefore = traffic.purchases();
        ObjectNode result = new ObjectMapper().createObjectNode();
        ArrayNode memory = result.putArray("memory");
        long start = System.nanoTime();
        ask(insights.port(), Duration.ofSeconds(options.seconds), threads, () -> {
            ObjectNode sample = insights.sample();
            memory.addObject()
                    .put("second", Duration.ofNanos(System.nanoTime() - start).toSeconds())
                    .setAll(sample);
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        traffic.stop();
        Latencies freshness = new Latencies();
        traffic.delays().forEach(delay -> freshness.add("from Kafka to the segment table", delay));
        result.put("purchasesPerSecond", Math.round((traffic.purchases() - purchasesBefore) / seconds));
        result.put("failures", failures.get());
        endpoints.report(result.putObject("endpoints"));
        pages.report(result.putObject("pages"));
        freshness.report(result.putObject("freshness"));
        for (Future<?> one : work) {
            one.get();
        }
        threads.shutdown();
        report(result);
    }

    /** Work that takes samples. */
    private interface Sampler {
        void sample() throws Exception;
    }

    private void ask(int port, Duration time, ExecutorService threads, Sampler sampler) throws Exception {
        List<Future<long[]>> callers = new ArrayList<>();
        for (DashboardPage page : DashboardPage.values()) {
            callers.add(threads.submit(
                    paced(port, time, 1.0 / options.pageEvery, page.name().hashCode(), (connection, random, due) -> {
                        page.open(connection, random, options.customers, endpoints);
                        pages.add(page.name(), System.nanoTime() - Math.min(due, System.nanoTime()));
                    })));
        }
        for (String path : List.of(
                "/v1/segments",
                "/v1/customers/{customer}/look-alikes?n=5",
                "/v1/customers/{customer}/look-alikes?segment=segment-3&n=5",
                "/v1/segments/segment-1/look-alikes?into=segment-3&top=100")) {
            callers.add(threads.submit(paced(port, time, TIMES_A_SECOND, path.hashCode(), (connection, random, due) -> {
                connection.get(path.replace("{customer}", InsightsShoppers.id(random.nextInt(options.customers))));
                endpoints.add("PACED " + path, System.nanoTime() - Math.min(due, System.nanoTime()));
            })));
        }
        while (callers.stream().anyMatch(caller -> !caller.isDone())) {
            sampler.sample();
            Thread.sleep(SAMPLE.toMillis());
        }
        for (Future<long[]> caller : callers) {
            caller.get();
        }
    }

    private Callable<long[]> paced(int port, Duration time, double perSecond, long seed, PacedCaller.Turn turn) {
        int questions = Math.max(1, (int) (time.toSeconds() * perSecond));
        long pace = (long) (Duration.ofSeconds(1).toNanos() / perSecond);
        return new PacedCaller(port, questions, pace, seed, (connection, random, due) -> {
            try {
                turn.ask(connection, random, due);
            } catch (IOException failed) {
                System.out.println("Failed: " + failed.getMessage());
                failures.incrementAndGet();
            }
        });
    }

    private void report(ObjectNode result) throws Exception {
        Machine.addTo(result);
        result.putObject("settings")
                .put("customers", options.customers)
                .put("rate", options.rate)
                .put("seconds", options.seconds)
                .put("pageEverySeconds", options.pageEvery)
                .put("insightsJvm", String.join(" ", options.jvm))
                .put("configuration", options.configuration.toString());
        String json =
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(result);
        System.out.println(json);
        Path file = options.result == null && options.customers == MILLION
                ? Path.of("src/bench/results/insights.json")
                : options.result;
        if (file != null) {
            Files.writeString(file, json + "\n");
        }
    }
}
