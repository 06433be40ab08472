package io.rfmstreams.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;

/** Draws a chart into a PNG file: Apache ECharts in a browser without a window. */
public final class ChartPicture {

    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium");
    private static final String LIBRARY = "META-INF/resources/webjars/echarts/%s/dist/echarts.min.js";
    private static final String LIBRARY_VERSION = "META-INF/maven/org.webjars.npm/echarts/pom.properties";
    private static final int PATIENCE_SECONDS = 60;
    private static final String PAGE = """
            <!doctype html><meta charset="utf-8"><style>body{margin:0;background:#fff}</style>
            <div id="chart" style="width:%dpx;height:%dpx"></div>
            <script>%s</script>
            <script>echarts.init(document.getElementById("chart")).setOption(%s)</script>
            """;

    private ChartPicture() {}

    /**
     * Draws a chart.
     *
     * @param option the option object of ECharts, see its manual; animation is turned off
     * @param width in pixels
     * @param height in pixels
     * @throws IOException if there is no Chromium, or if it draws nothing
     */
    public static void write(Path file, JsonNode option, int width, int height) throws IOException {
        Path folder = Files.createTempDirectory("rfm-streams-chart");
        try {
            Path page = folder.resolve("chart.html");
            String still = option.toString()
                    .replaceFirst("^\\{", "{\"animation\":false,")
                    .replace("</", "<\\/");
            Files.writeString(page, PAGE.formatted(width, height, library(), still));
            Path drawn = folder.resolve("chart.png");
            run(List.of(
                    browser(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    "--user-data-dir=" + folder.resolve("profile"),
                    "--window-size=" + width + "," + height,
                    "--screenshot=" + drawn,
                    page.toUri().toString()));
            if (!Files.exists(drawn)) {
                throw new IOException("the browser drew nothing into " + file);
            }
            Files.createDirectories(requireNonNull(file.toAbsolutePath().getParent()));
            Files.write(file, Files.readAllBytes(drawn));
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private static String browser() throws IOException {
        return BROWSERS.stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no Chromium: looked for " + BROWSERS));
    }

    private static void run(List<String> command) throws IOException {
        Process browser = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                .start();
        try {
            if (!browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the browser did not end within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while drawing", interrupted);
        } finally {
            browser.destroyForcibly();
        }
    }

    private static String library() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = resource(LIBRARY_VERSION)) {
            properties.load(in);
        }
        try (InputStream in = resource(LIBRARY.formatted(properties.getProperty("version")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = ChartPicture.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IOException("missing on the class path: " + name);
        }
        return in;
    }
}
