package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rfmstreams.app.LeastRights.Right;
import io.rfmstreams.cli.CommandRun;
import io.rfmstreams.contract.CustomerOffer;
import io.rfmstreams.contract.CustomerOfferJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.RecordingAuthorizer;
import io.rfmstreams.demo.SecuredBroker;
import io.rfmstreams.query.CustomerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program over SASL_SSL with SCRAM, each role as a user with the rights of {@code docs/operations.md} and no others. */
@Timeout(300)
class LeastRightsIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int CUSTOMERS = 120;

    @Test
    void shouldRunWithTheRightsInTheDocuments(@TempDir Path folder) throws Exception {
        try (SecuredBroker broker = new SecuredBroker(folder)) {
            // Given
            List<Right> rights = LeastRights.documented();
            Map<String, Map<String, String>> users = new TreeMap<>();
            for (String user : rights.stream().map(Right::user).collect(Collectors.toSet())) {
                users.put(user, configuration(broker, user, folder));
            }
            grant(broker, rights, users.keySet());
            Path orders = Files.writeString(folder.resolve("orders.csv"), orders());

            // When
            succeed(users, "setup", "topics", "--create");
            succeed(users, "feed", "replay", "--input", orders.toString());
            Settings settings = new Settings(Configuration.load(user(users, "process"), Map.of(), null));
            ProcessRole.requireTopics(settings);
            try (StreamProcessor processor = new StreamProcessor(settings);
                    KafkaCommands commands = new KafkaCommands(settings);
                    Admin admin = settings.kafka().admin()) {
                processor.start();
                CatchUp catchUp = new CatchUp(processor, admin, settings);
                catchUp.awaitRunning();
                catchUp.awaitProcessed();
                succeed(users, "train", "train");
                catchUp.awaitReassigned(1);
                succeed(users, "train", "train"); // reads the model of the first
                commands.activate(1);
                commands.erase(new CustomerId("c1"));
                succeed(users, "operate", "erase", "c2");
                succeed(users, "operate", "models", "list");
                succeed(users, "operate", "models", "activate", "1");
                sendAlert(settings);
                succeed(users, "operate", "alerts", "--precision");
                succeed(users, "operate", "dead-letters", "list");
                succeed(users, "operate", "dead-letters", "retry", "--all");
                sendOffer(user(users, "feed"));
                readInsights(user(users, "insights"));
                await().atMost(TIMEOUT).untilAsserted(() -> {
                    CommandRun export = run(users, "operate", "export");
                    assertThat(export.out().lines()).hasSize(CUSTOMERS - 1);
                });
            }

            // Then no right is missing or useless
            assertThat(RecordingAuthorizer.denied()).isEmpty();
            Set<String> uses = RecordingAuthorizer.allowed();
            assertThat(rights).filteredOn(right -> !right.isAmong(uses)).isEmpty();
        }
    }

    /** These customers raise no alert. An empty topic is never fetched, so that the right to read it would not be used. */
    private static void sendAlert(Settings settings) {
        String alert = "{\"customerId\":\"c1\",\"kind\":\"SLIPPED\",\"raisedAt\":\"2024-01-01T00:00:00Z\","
                + "\"from\":{\"id\":\"loyal\"}}";
        try (Producer<String, byte[]> producer = settings.kafka().producer()) {
            KafkaFutures.await(
                    producer.send(
                            new ProducerRecord<>(settings.topics().of(TopicRole.ALERTS), "c1", alert.getBytes(UTF_8))),
                    "send an alert");
        }
    }

    private static void sendOffer(Map<String, String> feed) {
        Settings settings = new Settings(Configuration.load(feed, Map.of(), null));
        byte[] offer = CustomerOfferJson.encode(new CustomerOffer("c3", "spring", 0));
        try (Producer<String, byte[]> producer = settings.kafka().producer()) {
            KafkaFutures.await(
                    producer.send(new ProducerRecord<>(settings.topics().of(TopicRole.OFFERS), "c3", offer)),
                    "send an offer");
        }
    }

    private static void readInsights(Map<String, String> user) {
        Settings settings = new Settings(Configuration.load(user, Map.of(), null));
        ProcessRole.requireTopics(settings);
        try (Insights insights = new Insights(settings, new SimpleMeterRegistry());
                Admin admin = settings.kafka().admin()) {
            insights.start();
            new FeedCatchUp(insights.feed(), admin, settings).awaitWritten();
        }
    }

    private static Map<String, String> configuration(SecuredBroker broker, String user, Path folder)
            throws IOException {
        Path login = Files.writeString(
                folder.resolve(user + ".jaas"),
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password(user) + "\";");
        Map<String, String> configuration = new HashMap<>();
        configuration.put("kafka.bootstrap.servers", broker.bootstrapServers());
        configuration.put("kafka.security.protocol", "SASL_SSL");
        configuration.put("kafka.sasl.mechanism", "SCRAM-SHA-512");
        configuration.put("kafka.sasl.jaas.config.file", login.toString());
        configuration.put("kafka.ssl.truststore.type", "PEM");
        configuration.put("kafka.ssl.truststore.location", broker.certificate().toString());
        configuration.put("rfm.clock", "event");
        configuration.put("rfm.currency", "EUR");
        configuration.put("topics.partitions", "2");
        configuration.put("model.activate", "always");
        configuration.put("process.state.dir", folder.resolve("state").toString());
        return configuration;
    }

    private static String password(String user) {
        return user + "-secret";
    }

    private static void grant(SecuredBroker broker, List<Right> rights, Set<String> users) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.administratorServers()))) {
            List<UserScramCredentialAlteration> credentials = users.stream()
                    .<UserScramCredentialAlteration>map(user -> new UserScramCredentialUpsertion(
                            user,
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                            password(user).getBytes(UTF_8)))
                    .toList();
            KafkaFutures.await(admin.alterUserScramCredentials(credentials).all(), "create the users");
            KafkaFutures.await(
                    admin.createAcls(rights.stream().map(Right::binding).toList())
                            .all(),
                    "grant the rights");
        }
    }

    /** Returns the orders of customers who bought once to three times, one order in another currency. */
    private static String orders() {
        return "order_id,customer_id,occurred_at,amount,currency\nother,c5,2024-01-02T00:00:00Z,5,USD\n"
                + IntStream.rangeClosed(1, CUSTOMERS)
                        .boxed()
                        .flatMap(customer -> IntStream.rangeClosed(0, customer % 3)
                                .mapToObj(order -> customer + "-" + order + ",c" + customer + ",2024-0" + (1 + order)
                                        + "-11T10:00:00Z," + (5 + customer % 40) + ",EUR\n"))
                        .collect(Collectors.joining());
    }

    private static Map<String, String> user(Map<String, Map<String, String>> users, String user) {
        Map<String, String> configuration = users.get(user);
        if (configuration == null) {
            throw new IllegalArgumentException("the documents have no rights of " + user);
        }
        return configuration;
    }

    private static void succeed(Map<String, Map<String, String>> users, String user, String... words) {
        CommandRun run = run(users, user, words);
        assertThat(run.exitCode())
                .as("%s: %s; denied: %s", List.of(words), run.err(), RecordingAuthorizer.denied())
                .isZero();
    }

    private static CommandRun run(Map<String, Map<String, String>> users, String user, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        user(users, user).forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
