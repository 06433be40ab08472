package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ResourceCloser;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.files.SourceRecord;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/**
 * The dashboard of the demo in a browser, with an access token, and the answers on the demo's data that docs/insights.md shows. Takes
 * the pictures of the documents:
 * {@code -Ddashboard.pictures=docs/images} renews them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {

    private static final List<String> PAGES = List.of(
            "overview",
            "map",
            "flows",
            "forecast",
            "leaving",
            "look-alikes",
            "model",
            "customer/100",
            "segment/at-risk");
    private static final String WITHOUT_BROWSER = "without-browser";
    private static final Path PICTURES = Path.of(System.getProperty("dashboard.pictures", "target/dashboard"));
    private static final int WIDE = 1280;
    private static final int NARROW = 360;
    private static final int MAX_HIGH = 1_200;
    private static final long MAX_BYTES = 500_000;
    /** First paint is promised within a second on a machine that does nothing else. */
    private static final double MAX_MILLIS = 5_000;

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final ResourceCloser CLOSER = new ResourceCloser();

    @SuppressWarnings("NullAway.Init") // Without a browser, no test that needs one is run.
    private static Browser browser;

    private static Demo shop;
    private static DemoResult demo;
    private static String url;

    @BeforeAll
    static void start() {
        Configuration configuration =
                Configuration.load(Map.of("http.token.read", "reader", "http.token.admin", "admin"), Map.of(), null);
        DemoOptions options = new DemoOptions(
                null,
                DataSets.lab(),
                false,
                Double.POSITIVE_INFINITY,
                null,
                TrainingSchedule.every(Duration.ofDays(30)),
                0);
        shop = new Demo(configuration, options, new DemoListener() {}, CLOSER);
        demo = shop.run();
        url = "http://127.0.0.1:" + demo.port() + "/";
        if (Browser.isInstalled()) {
            browser = CLOSER.register(new Browser());
            browser.resize(WIDE, 900);
        }
    }

    @BeforeEach
    void needsABrowser(TestInfo test) {
        assumeTrue(Browser.isInstalled() || test.getTags().contains(WITHOUT_BROWSER), Browser.MISSING);
    }

    @AfterAll
    static void stop() {
        CLOSER.close();
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer reader")
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }

    static IntStream questions() {
        return IntStream.rangeClosed(1, answers().questions());
    }

    private static DocumentedAnswers answers() {
        return new DocumentedAnswers(
                List.of("--url", "http://127.0.0.1:" + demo.port(), "-D", "http.token.read=reader"));
    }

    @ParameterizedTest
    @Order(0)
    @Tag(WITHOUT_BROWSER)
    @MethodSource("questions")
    void shouldAnswerTheTwelveQuestionsAsDocumented(int question) throws IOException {
        // Given
        DocumentedAnswers answers = answers();

        // When
        for (String command : answers.commands(question)) {
            assertThat(answers.run(command).isObject()).as(command).isTrue();
        }

        // Then
        assertThat(answers.documented(question)).isEqualTo(answers.expected(question));
    }

    @Test
    @Order(0)
    @Tag(WITHOUT_BROWSER)
    void shouldFindTwelveDocumentedQuestions() throws IOException {
        // Then
        assertThat(answers().questions()).isEqualTo(12);
        assertThat(answers().documentedPrecision()).isEqualTo(answers().expectedPrecision());
    }

    @Test
    @Order(1)
    void shouldAskForTheTokenAndShowTheOverview() {
        // Given
        browser.open(url);
        String asked = browser.find("dialog h2").getText();

        // When
        browser.find("#token").sendKeys("wrong", Keys.ENTER);
        Awaitility.await().until(() -> browser.text("dialog .error").equals("The token is not valid."));
        browser.find("#token").sendKeys("reader", Keys.ENTER);
        browser.await("overview");

        // Then
        assertThat(asked).isEqualTo("Access token");
        assertThat(browser.text(".figures")).contains("Customers2,000");
        Awaitility.await()
                .untilAsserted(() -> assertThat(browser.text("#clock")).startsWith("Data as of 31 Dec 2024"));
        browser.consoleErrors(); // The browser itself reports each answer 401.
    }

    static Stream<String> pages() {
        return PAGES.stream();
    }

    @ParameterizedTest
    @Order(2)
    @MethodSource("pages")
    void shouldStaySmall(String page) {
        // When
        browser.openWithoutCache(url + "#/" + page);
        browser.await(page.split("/")[0]);

        // Then
        long bytes = browser.loadedBytes();
        System.err.printf("%s: first paint after %.0f ms, %d bytes%n", page, browser.firstPaintMillis(), bytes);
        assertThat(browser.firstPaintMillis()).isBetween(1.0, MAX_MILLIS);
        assertThat(bytes).isBetween(20_000L, MAX_BYTES);
    }

    @ParameterizedTest
    @Order(3)
    @MethodSource("pages")
    void shouldShowThePageInBothThemesAndSizes(String page) throws IOException {
        for (String theme : List.of("light", "dark")) {
            for (int width : List.of(WIDE, NARROW)) {
                // When
                browser.resize(width, 900);
                browser.theme(theme);
                browser.go(page);

                // Then
                String shown = page + " " + theme + " " + width;
                assertThat(browser.seriousFindings()).as(shown).isEmpty();
                assertThat(browser.scrollWidth()).as(shown).isLessThanOrEqualTo(width);
                assertThat(browser.all(".failed")).as(shown).isEmpty();
                assertThat(browser.consoleErrors()).as(shown).isEmpty();
                assertThat(browser.requested()).as(shown).isNotEmpty().allMatch(requested -> requested.startsWith(url));
            }
        }
        browser.theme("light");
        browser.resize(WIDE, 900);
        browser.go(page);
        browser.screenshot(PICTURES.resolve(page.split("/")[0] + ".png"), WIDE, MAX_HIGH);
        browser.resize(WIDE, 900);
    }

    @Test
    @Order(4)
    void shouldFindACustomerAndTryWhatIf() {
        // Given
        browser.go("overview");

        // When
        browser.find("#search-id").clear();
        browser.find("#search-id").sendKeys("100", Keys.ENTER);
        Awaitility.await().until(() -> browser.text("h1").equals("Customer 100"));
        browser.await("customer");
        browser.find("input[type=range]").sendKeys(Keys.END);

        // Then
        String result = "[data-part=what-if] [role=status]";
        Awaitility.await().untilAsserted(() -> assertThat(browser.text(result))
                .contains("After 365 days without an order: moves from Champions"));
        browser.find("[name=amount]").sendKeys(Keys.ENTER);
        Awaitility.await().untilAsserted(() -> assertThat(browser.text(result)).contains("today: stays in Champions"));
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    @Order(5)
    void shouldSortAndTurnPagesOfATable() {
        // Given
        browser.go("customer");
        String first = browser.text("tbody tr td");

        // When
        browser.find("[data-key=Next]").sendKeys(Keys.ENTER);
        Awaitility.await().until(() -> browser.text(".table-foot").startsWith("26 to 50"));
        browser.find("[data-key='sort monetary']").sendKeys(Keys.ENTER);
        Awaitility.await().until(() -> browser.text(".table-foot").startsWith("1 to 25"));

        // Then
        assertThat(browser.find("th[aria-sort]").getAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(browser.text("tbody tr td")).isNotEqualTo(first);
    }

    @Test
    @Order(6)
    void shouldSayWhenThereIsNoSuchCustomer() {
        // When
        browser.go("customer/nobody");

        // Then
        assertThat(browser.text(".notice")).contains("There is no customer with the id nobody");
        browser.consoleErrors(); // The browser itself reports the answer 404.
    }

    @Test
    @Order(7)
    void shouldShowAMoveWithinTwoSecondsOfItsPurchase() throws Exception {
        // Given
        browser.go("overview");
        JsonNode inactive = get("v1/segments/inactive/customers?limit=5").path("rows");
        Duration fastest = Duration.ofDays(1);
        try (Replay purchases = replay(demo.settings())) {
            for (JsonNode row : inactive) {
                // When
                String id = row.path("customerId").asText();
                Instant bought = Instant.now();
                Purchase order = new Purchase(
                        "it-" + id,
                        Money.of("40"),
                        Instant.parse("2024-12-31T00:00:01Z").toEpochMilli());
                purchases.stream(
                        List.<SourceRecord>of(new SourceRecord.Event(id, order, null))
                                .iterator(),
                        new ReplayListener() {});
                browser.find(".feed li[data-customer='" + id + "']");
                Duration seen = Duration.between(bought, Instant.now());
                fastest = seen.compareTo(fastest) < 0 ? seen : fastest;
            }
        }

        // Then
        System.err.println("a move was seen " + fastest.toMillis() + " ms after its purchase");
        assertThat(fastest).isLessThan(SEEN_WITHIN);
    }

    @Test
    @Order(8)
    void shouldBeUsableByKeyboard() {
        // Given
        browser.open(url + "#/customer");
        browser.await("customer");

        // When, Then
        browser.tabTo("#skip");
        browser.press(Keys.ENTER);
        assertThat(browser.focused().getTagName()).isEqualTo("main");
        assertThat(browser.text("h1")).isEqualTo("Customer");
        browser.tabTo("[data-key='sort frequency']");
        browser.press(Keys.SPACE);
        Awaitility.await()
                .until(() -> browser.all("th[aria-sort=descending] [data-key='sort frequency']")
                                .size()
                        == 1);
        assertThat(browser.focused().getText()).isEqualTo("Orders");
        browser.tabTo("tbody a");
        String id = browser.focused().getText();
        browser.press(Keys.ENTER);
        Awaitility.await().until(() -> browser.text("h1").equals("Customer " + id));
        browser.await("customer");
        assertThat(browser.focused().getTagName()).isEqualTo("h1");
        browser.tabTo("input[type=range]");
        browser.press(Keys.ARROW_RIGHT);
        Awaitility.await().untilAsserted(() -> assertThat(browser.text("[data-part=what-if] [role=status]"))
                .contains("After 1 day without an order"));
        browser.open(url + "#/overview");
        browser.await("overview");
        browser.tabTo("#search-id");
        browser.press("100", Keys.ENTER);
        Awaitility.await().until(() -> browser.text("h1").equals("Customer 100"));
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    @Order(9)
    void shouldMoveWhileMadeUpOrdersCome() {
        // Given
        browser.go("overview");
        String clock = browser.text("#clock");
        String newest = browser.text(".feed li");

        // When
        shop.startLiveOrders();

        // Then
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(browser.text("#clock")).startsWith("Data as of ").isNotEqualTo(clock);
            assertThat(browser.text(".feed li")).isNotEqualTo(newest);
        });
        assertThat(browser.all(".failed")).isEmpty();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    private static Replay replay(Settings settings) {
        return Replay.connect(
                settings.kafka().common(),
                new ReplayOptions(
                        settings.topics().of(TopicRole.PURCHASES),
                        settings.topics().of(TopicRole.CLOCK),
                        Double.POSITIVE_INFINITY,
                        settings.dates(),
                        null));
    }
}
