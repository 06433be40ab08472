package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static io.rfmstreams.segment.TestModels.byFrequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.Installation.Sent;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.segment.ReturnModel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processors on one machine, each in its own JVM. Each of them answers for every customer. */
class InstancesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CUSTOMERS = 10_000;
    private static final long HORIZON = Duration.ofDays(90).toMillis();
    private static final int INSTANCES = 3;
    private static final int CALLERS = 4;
    private static final long NOW = Timestamps.parse("2024-03-01T00:00:00Z");
    private static final int BEFORE_THE_KILL = 500;
    private static final int A_SAMPLE = 200;

    private final EmbeddedTestBroker broker = new EmbeddedTestBroker();
    private final List<ChildProcessor> instances = new ArrayList<>();
    private final Path folder;

    InstancesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void startBroker() {
        broker.start();
    }

    @AfterEach
    void stop() {
        instances.forEach(ChildProcessor::close);
        broker.close();
    }

    /** A response under load. */
    private record Heard(long at, int status, boolean right, boolean stale) {}

    @Test
    void shouldAnswerForEveryCustomerAndUseStandbysAfterAKill() throws Exception {
        // Given
        Installation shop = Installation.create(broker.bootstrapServers(), "instances", folder.resolve("state"));
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(ChildProcessor.start(configuration(shop, i), folder.resolve("instance-" + i + ".log")));
        }
        instances.forEach(ChildProcessor::awaitReady);
        try (var publisher = new ModelTopic(shop.settings()).publisher()) {
            publisher.publish(
                    byFrequency(1, 1.5).withReturnModel(new ReturnModel(HORIZON, 0.5, -0.3, 0.7, 0.1, null)), true);
        }
        shop.send(orders());
        shop.tick(Timestamps.format(NOW));
        Map<String, String> export = new HashMap<>();
        await().until(() -> {
            export.clear();
            shop.export(NOW).lines().skip(1).forEach(line -> export.put(line.split(",")[0], withoutScores(line)));
            return export.size() == CUSTOMERS
                    && export.values().stream()
                                    .filter(line -> line.contains(",regular,"))
                                    .count()
                            == CUSTOMERS / 3;
        });
        await().until(() -> isAt(NOW, export));

        // When
        List<String> wrong = new ArrayList<>();
        for (ChildProcessor instance : instances) {
            wrong.addAll(differences(instance, export));
        }

        // Then
        assertThat(wrong).isEmpty();

        // When
        ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();
        long killedAt = killUnderLoad(export, heard);

        // Then
        assertThat(heard).filteredOn(answer -> answer.status() == 200).allMatch(Heard::right);
        assertThat(heard).filteredOn(answer -> answer.status() != 200).allMatch(answer -> answer.status() == 503);
        assertThat(heard).anyMatch(answer -> answer.stale() && answer.at() > killedAt);
        for (ChildProcessor instance : instances.subList(1, INSTANCES)) {
            assertThat(differences(instance, export)).isEmpty();
        }
        report(heard, killedAt);
    }

    /**
     * Kills the first instance while the others receive queries. Waits until standbys have answered for it and then the new
     * owners answer for all customers. Returns the time of the kill by {@link System#nanoTime}.
     */
    private long killUnderLoad(Map<String, String> export, ConcurrentLinkedQueue<Heard> heard) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            ChildProcessor instance = instances.get(1 + i % (INSTANCES - 1));
            callers.add(CompletableFuture.runAsync(
                    () -> {
                        while (!enough.get()) {
                            heard.add(ask(
                                    instance, "c" + ThreadLocalRandom.current().nextInt(CUSTOMERS), export));
                        }
                    },
                    task -> new Thread(task, "caller").start()));
        }
        try {
            await().until(() -> heard.size() > BEFORE_THE_KILL);
            long killedAt = System.nanoTime();
            instances.get(0).kill();
            await().until(() -> heard.stream().anyMatch(answer -> answer.stale() && answer.at() > killedAt));
            await().until(() -> answerForAll(export));
            return killedAt;
        } finally {
            enough.set(true);
            callers.forEach(CompletableFuture::join);
        }
    }

    /** Returns whether the remaining instances answer for all customers as owners, not from standbys. */
    private boolean answerForAll(Map<String, String> export) {
        return instances.stream().skip(1).allMatch(instance -> export.keySet().stream()
                .limit(A_SAMPLE)
                .map(id -> ask(instance, id, export))
                .allMatch(answer -> answer.status() == 200 && !answer.stale()));
    }

    private static Heard ask(ChildProcessor instance, String id, Map<String, String> export) {
        try {
            HttpResponse<String> answer = instance.get("/v1/customers/" + id);
            boolean good = answer.statusCode() == 200;
            JsonNode customer = JSON.readTree(answer.body());
            return new Heard(
                    System.nanoTime(),
                    answer.statusCode(),
                    good && line(customer).equals(export.get(id)),
                    customer.path("stale").asBoolean());
        } catch (IOException silent) {
            return new Heard(System.nanoTime(), 0, false, false);
        }
    }

    private static void report(ConcurrentLinkedQueue<Heard> heard, long killedAt) {
        System.err.printf(
                "%,d responses; %,d errors after the kill, the last one %.2f s after it; %,d responses from standbys%n",
                heard.size(),
                heard.stream().filter(answer -> answer.status() != 200).count(),
                heard.stream()
                        .filter(answer -> answer.status() != 200)
                        .mapToDouble(answer -> (answer.at() - killedAt) / 1e9)
                        .max()
                        .orElse(0),
                heard.stream().filter(Heard::stale).count());
    }

    /** Returns one order per customer and two more for every third customer. */
    private static List<Sent> orders() {
        List<Sent> orders = new ArrayList<>();
        IntStream.range(0, CUSTOMERS).forEach(i -> {
            orders.add(bought("c" + i, "1", i + 1 + ".25", "2024-01-01T10:00:00Z"));
            if (i % 3 == 2) {
                orders.add(bought("c" + i, "2", "5", "2024-01-02T10:00:00Z"));
                orders.add(bought("c" + i, "3", "7.5", "2024-01-0" + (3 + i % 5) + "T10:00:00Z"));
            }
        });
        return orders;
    }

    private Map<String, String> configuration(Installation shop, int instance) {
        Map<String, String> configuration = new HashMap<>(shop.overrides());
        configuration.put(
                "process.state.dir", folder.resolve("state-" + instance).toString());
        configuration.put("process.standbys", "1");
        configuration.put("http.token.peer", "for-peers");
        configuration.put("process.threads", "1");
        configuration.put("kafka.main.consumer.session.timeout.ms", "6000");
        return configuration;
    }

    private boolean isAt(long now, Map<String, String> export) {
        return export.keySet().stream().limit(200).allMatch(id -> {
            try {
                return JSON.readTree(instances.get(0).get("/v1/customers/" + id).body())
                        .path("asOf")
                        .asText()
                        .equals(Timestamps.format(now));
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /** Returns the lines of the export that differ from the responses of an instance. */
    private static List<String> differences(ChildProcessor instance, Map<String, String> export) {
        return export.keySet().parallelStream()
                .map(id -> {
                    try {
                        HttpResponse<String> answer = instance.get("/v1/customers/" + id);
                        String line = answer.statusCode() == 200 ? line(JSON.readTree(answer.body())) : answer.body();
                        return line.equals(export.get(id)) ? null : line + " instead of " + export.get(id);
                    } catch (IOException silent) {
                        return id + ": " + silent;
                    }
                })
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns the line of the export for a customer, built from a response. */
    private static String line(JsonNode customer) {
        String name = customer.path("segmentName").asText();
        JsonNode rfm = customer.path("rfm");
        JsonNode next = customer.path("nextChange");
        return String.join(
                ",",
                customer.path("customerId").asText(),
                customer.path("segment").asText(),
                name.contains(",") ? '"' + name.replace("\"", "\"\"") + '"' : name,
                customer.path("since").asText(),
                rfm.path("recencyDays").asText(),
                rfm.path("frequency").asText(),
                rfm.path("monetary").asText(),
                customer.path("firstPurchaseAt").asText(),
                customer.path("lastPurchaseAt").asText(),
                customer.path("modelVersion").asText(),
                next.path("segment").asText(),
                next.path("at").asText(),
                customer.path("returnProbability").asText());
    }

    /** Removes the scores, since they are ranks among all customers and responses do not have them. */
    private static String withoutScores(String line) {
        return line.replaceFirst("(,[^,]*){4}$", "");
    }
}
