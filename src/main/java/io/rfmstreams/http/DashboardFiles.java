package io.rfmstreams.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of the dashboard, read from the class path and compressed once. Only the files listed in {@code files.txt}
 * and the chart library exist, so that no request can reach other resources. The address of each file contains the
 * digest of all files, so that browsers may keep a file for ever and load all files anew after an upgrade.
 */
final class DashboardFiles {

    static final String CHARTS = "echarts.js";

    private static final String INDEX = "index.html";
    private static final String BUILD = "@build@";
    private static final String WEBJAR_PROPERTIES = "/META-INF/maven/org.webjars.npm/echarts/pom.properties";
    private static final String WEBJAR = "/META-INF/resources/webjars/echarts/%s/dist/echarts.esm.min.js";
    private static final int DIGITS_OF_BUILD = 12;

    private final Map<String, DashboardFile> files = new TreeMap<>();
    private final String build;

    private DashboardFiles(Map<String, byte[]> contents) {
        MessageDigest digest = sha256();
        contents.forEach((path, bytes) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        build = HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS_OF_BUILD);
        contents.forEach((path, bytes) -> files.put(path, file(path, bytes)));
    }

    /** Reads the files from the class path. */
    static DashboardFiles load() {
        Map<String, byte[]> contents = new TreeMap<>();
        text(read("dashboard/files.txt")).lines().forEach(path -> contents.put(path, read("dashboard/" + path)));
        contents.put(CHARTS, read(WEBJAR.formatted(versionOfCharts())));
        return new DashboardFiles(contents);
    }

    /** Returns the page that loads all others. */
    DashboardFile index() {
        return Objects.requireNonNull(files.get(INDEX), INDEX);
    }

    /** Returns a file, or null if there is none. */
    @Nullable
    DashboardFile find(String build, String path) {
        return build.equals(this.build) ? files.get(path) : null;
    }

    /** Returns the part of the addresses that changes with the files. */
    String build() {
        return build;
    }

    private DashboardFile file(String path, byte[] bytes) {
        byte[] content =
                path.equals(INDEX) ? text(bytes).replace(BUILD, build).getBytes(StandardCharsets.UTF_8) : bytes;
        return new DashboardFile(contentType(path), content, Gzip.compress(content));
    }

    private static String contentType(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        return switch (extension) {
            case "html" -> "text/html;charset=utf-8";
            case "js" -> "text/javascript;charset=utf-8";
            case "css" -> "text/css;charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("no content type for " + path);
        };
    }

    private static String versionOfCharts() {
        Properties properties = new Properties();
        try (InputStream in = DashboardFiles.class.getResourceAsStream(WEBJAR_PROPERTIES)) {
            properties.load(Objects.requireNonNull(in, WEBJAR_PROPERTIES));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Objects.requireNonNull(properties.getProperty("version"), WEBJAR_PROPERTIES);
    }

    private static byte[] read(String resource) {
        try (InputStream in = DashboardFiles.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
