package io.rfmstreams.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A browser without a window, and what it reports of the pages that it has shown. */
final class Browser implements AutoCloseable {

    static final String MISSING = "there is no chromium with chromedriver: apt-get install chromium chromium-driver";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MAX_TABS = 60;
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/local/bin", "/snap/bin");
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String DRAWN = "return document.getElementById('main').dataset.page === arguments[0]"
            + " && !document.querySelector('main .loading')"
            + " && ![...document.querySelectorAll('chart-panel')].some((panel) => !panel.dataset.drawn)"
            + " && ![...document.querySelectorAll('data-table')].some((table) => !table.firstChild)";
    private static final String GO = "delete document.getElementById('main').dataset.page;"
            + " if (location.hash === '#/' + arguments[0]) dispatchEvent(new HashChangeEvent('hashchange'));"
            + " else location.hash = '#/' + arguments[0];";
    private static final String RUN_AXE = "const done = arguments[0]; axe.run({resultTypes: ['violations']})"
            + ".then((found) => done(JSON.stringify(found.violations)), (failed) => done(String(failed)));";
    private static final String SCROLL_WIDTH = "return document.documentElement.scrollWidth";
    private static final String HEIGHT = "return document.documentElement.scrollHeight";

    private final ChromeDriver driver;
    private final String axe;

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find(NAMES).orElseThrow().toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(
                                find(List.of("chromedriver")).orElseThrow().toFile())
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        axe = resource("/axe.min.js");
    }

    static boolean isInstalled() {
        return find(NAMES).isPresent() && find(List.of("chromedriver")).isPresent();
    }

    private static Optional<Path> find(List<String> names) {
        return FOLDERS.stream()
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String resource(String name) {
        try (InputStream in = Browser.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Sets the size of the page. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void open(String url) {
        driver.get(url);
    }

    /** Opens a page as a browser does that has kept nothing of earlier visits. */
    void openWithoutCache(String url) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", true));
        driver.get("about:blank");
        driver.get(url);
    }

    /** Sets the theme as a user does, for all pages that follow. */
    void theme(String theme) {
        String shown = "return document.documentElement.dataset.theme";
        if (!theme.equals(driver.executeScript(shown))) {
            driver.findElement(By.id("theme")).click();
        }
    }

    /** Opens a page of the dashboard in the same tab, and waits until it shows its data. */
    void go(String page) {
        driver.executeScript(GO, page);
        await(page.split("[/?]")[0]);
    }

    /** Waits until a page shows its data. */
    void await(String page) {
        Awaitility.await(page).atMost(PATIENCE).until(() -> Boolean.TRUE.equals(driver.executeScript(DRAWN, page)));
    }

    /** Presses keys, whatever has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses the tabulator key until an element has the focus. */
    void tabTo(String selector) {
        String isFocused = "return document.activeElement.matches(arguments[0])";
        for (int presses = 0; presses < MAX_TABS; presses++) {
            press(Keys.TAB);
            if (Boolean.TRUE.equals(driver.executeScript(isFocused, selector))) {
                return;
            }
        }
        throw new AssertionError("the tabulator key does not reach " + selector);
    }

    /** Returns the element that has the focus. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    WebElement find(String selector) {
        Awaitility.await(selector).atMost(PATIENCE).until(() -> !all(selector).isEmpty());
        return all(selector).get(0);
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Returns the text of the first element, empty without one. */
    String text(String selector) {
        return String.valueOf(
                driver.executeScript("return document.querySelector(arguments[0])?.textContent ?? ''", selector));
    }

    long scrollWidth() {
        return ((Number) Objects.requireNonNull(driver.executeScript(SCROLL_WIDTH))).longValue();
    }

    /** Returns what axe-core finds to be of serious or critical impact. */
    List<String> seriousFindings() throws IOException {
        driver.executeScript(axe);
        JsonNode violations = new ObjectMapper().readTree(String.valueOf(driver.executeAsyncScript(RUN_AXE)));
        return violations
                .valueStream()
                .filter(finding -> List.of("serious", "critical")
                        .contains(finding.path("impact").asText()))
                .map(finding -> finding.path("id").asText() + ": "
                        + finding.path("nodes").path(0).path("html").asText())
                .toList();
    }

    /** Returns the errors on the console since the last call. */
    List<String> consoleErrors() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** Returns the addresses that were requested since the last call. */
    Stream<String> requested() {
        ObjectMapper json = new ObjectMapper();
        return StreamSupport.stream(
                        driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
                .map(entry -> {
                    try {
                        return json.readTree(entry.getMessage()).path("message");
                    } catch (IOException malformed) {
                        throw new UncheckedIOException(malformed);
                    }
                })
                .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
                .map(event -> event.path("params").path("request").path("url").asText())
                .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"));
    }

    /** Returns milliseconds from the start of the navigation until something was painted. */
    double firstPaintMillis() {
        String script = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1";
        return ((Number) Objects.requireNonNull(driver.executeScript(script))).doubleValue();
    }

    /** Returns the compressed bytes that the page has loaded, without its endless stream. */
    long loadedBytes() {
        String script = "return performance.getEntries().reduce((sum, entry) => sum + (entry.transferSize ?? 0), 0)";
        return ((Number) Objects.requireNonNull(driver.executeScript(script))).longValue();
    }

    /** Saves a picture of the page down to a height. */
    void screenshot(Path file, int width, int most) throws IOException {
        long height = Math.min(most, ((Number) Objects.requireNonNull(driver.executeScript(HEIGHT))).longValue());
        resize(width, (int) height);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
