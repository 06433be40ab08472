package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.HttpSettings;
import io.rfmstreams.app.Instance;
import io.rfmstreams.app.ResourceCloser;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.files.SourceRecord;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages of the dashboard show without customers, without a model, without Kafka, and without the server. */
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardStatesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ResourceCloser CLOSER = new ResourceCloser();

    private static EmbeddedBroker broker;
    private static Settings settings;
    private static Instance instance;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path folder) {
        assumeTrue(Browser.isInstalled(), Browser.MISSING);
        broker = CLOSER.register(EmbeddedBroker.start(folder.resolve("broker")));
        Configuration configuration = Configuration.load(
                Map.of(
                        "kafka.bootstrap.servers",
                        broker.bootstrapServers(),
                        "process.state.dir",
                        folder.resolve("state").toString(),
                        "topics.partitions",
                        "2",
                        "topics.replication",
                        "1",
                        "cold.start.orders",
                        "1"),
                Map.of(),
                null);
        settings = new Settings(configuration);
        try (Admin admin = settings.kafka().admin()) {
            new TopicAdmin(admin, settings.topics()).createMissing(settings);
        }
        instance = CLOSER.register(new Instance(settings, new HttpSettings(configuration).listen(0), () -> true, true));
        instance.start();
        browser = CLOSER.register(new Browser());
        browser.resize(1280, 900);
        browser.open("http://127.0.0.1:" + instance.port() + "/");
        Awaitility.await().atMost(PATIENCE).until(() -> browser.text("#freshness")
                .equals("Up to date"));
    }

    @AfterAll
    static void stop() {
        CLOSER.close();
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource(delimiter = ':', textBlock = """
            overview    : No customer has bought yet. This page fills by itself as orders arrive.
            map         : Nobody is here yet.
            flows       : Nobody moved in this period for this reason.
            forecast    : No customer has bought yet, so there is nothing to foresee.
            leaving     : Nobody will slip in this time.
            look-alikes : There is no model yet. Look-alikes are found in the scaled space of a model.
            model       : No model has been trained yet. Until then all customers are unassigned.
            customer    : No customer was found.
            """)
    void shouldSayThatThereIsNoCustomer(String page, String text) throws IOException {
        // When
        browser.go(page);

        // Then
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.text(".notice"))
                .isEqualTo(text));
        assertUsable(page);
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource(delimiter = ':', textBlock = """
            overview      : .card h3 a : Unassigned
            look-alikes   : .notice    : There is no model yet. Look-alikes are found in the scaled space of a model.
            model         : .notice    : No model has been trained yet. Until then all customers are unassigned.
            customer      : tbody a    : anna
            customer/anna : .notice    : There is no model yet.
            """)
    void shouldShowCustomersWithoutAModel(String page, String element, String text) throws IOException {
        // Given
        buy("anna");

        // When
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            browser.go(page);
            assertThat(browser.text(element)).isEqualTo(text);
        });

        // Then
        assertUsable(page);
    }

    @Test
    @Order(3)
    void shouldSayThatKafkaDoesNotAnswer() throws IOException {
        // Given
        browser.go("overview");

        // When
        broker.close();

        // Then
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.text("#freshness"))
                .startsWith("Kafka has not answered for "));
        browser.go("overview");
        assertThat(browser.text(".card h3 a")).isEqualTo("Unassigned");
        assertUsable("overview");
    }

    @Test
    @Order(4)
    void shouldSayThatTheServerDoesNotAnswer() {
        // When
        instance.close();

        // Then
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.text("#freshness"))
                .isEqualTo("Connection lost, trying again…"));
        browser.go("forecast");
        assertThat(browser.text(".failed"))
                .startsWith("No connection: The server does not answer. Is it still running?");
        assertThat(browser.text(".failed button")).isEqualTo("Try again");
    }

    private static void assertUsable(String page) throws IOException {
        assertThat(browser.all(".failed")).as(page).isEmpty();
        assertThat(browser.seriousFindings()).as(page).isEmpty();
        assertThat(browser.consoleErrors()).as(page).allMatch(error -> error.contains("409"));
    }

    private static void buy(String customerId) {
        ReplayOptions options = new ReplayOptions(
                settings.topics().of(TopicRole.PURCHASES),
                settings.topics().of(TopicRole.CLOCK),
                Double.POSITIVE_INFINITY,
                settings.dates(),
                null);
        Purchase order = new Purchase(
                "order-1",
                Money.of("40"),
                System.currentTimeMillis() - Duration.ofHours(1).toMillis());
        try (Replay replay = Replay.connect(settings.kafka().common(), options)) {
            replay.stream(
                    List.<SourceRecord>of(new SourceRecord.Event(customerId, order, null))
                            .iterator(),
                    new ReplayListener() {});
        }
    }
}
