package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/rfmstreams/http/dashboard");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import\\()\\s*['`](\\.[^'`$]+)['`]");
    private static final int MAX_BYTES_OF_A_PAGE = 500 << 10;

    private final DashboardFiles files = DashboardFiles.load();

    private static List<String> listed() throws IOException {
        return Files.readAllLines(FOLDER.resolve("files.txt"));
    }

    static Stream<String> scripts() throws IOException {
        return listed().stream().filter(path -> path.endsWith(".js"));
    }

    private String text(String path) {
        DashboardFile file = Objects.requireNonNull(files.find(files.build(), path), path);
        return new String(file.bytes(false), StandardCharsets.UTF_8);
    }

    @Test
    void shouldListEveryFile() throws IOException {
        try (Stream<Path> present = Files.walk(FOLDER)) {
            // When
            List<String> names = present.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals("files.txt"))
                    .sorted()
                    .toList();

            // Then
            assertThat(listed()).isEqualTo(names);
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shouldImportExistingFilesOnly(String script) {
        // When
        List<String> imported = IMPORT.matcher(text(script))
                .results()
                .map(found -> Path.of(script)
                        .resolveSibling(found.group(1))
                        .normalize()
                        .toString()
                        .replace('\\', '/'))
                .toList();

        // Then
        assertThat(imported)
                .allSatisfy(path ->
                        assertThat(files.find(files.build(), path)).as(path).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shouldNeverParseTextAsMarkup(String script) {
        assertThat(text(script))
                .doesNotContain(
                        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function");
    }

    @Test
    void shouldNameNoOtherHost() throws IOException {
        assertThat(listed()).allSatisfy(path -> assertThat(text(path).replace("http://www.w3.org/2000/svg", ""))
                .as(path)
                .doesNotContain("http://", "https://", "'//", "\"//"));
    }

    @Test
    void shouldStayBelow500KilobytesWithAllPagesAndTheCharts() throws IOException {
        // When
        int bytes = Stream.concat(listed().stream(), Stream.of(DashboardFiles.CHARTS))
                .mapToInt(path -> Objects.requireNonNull(files.find(files.build(), path), path)
                        .bytes(true)
                        .length)
                .sum();

        // Then
        assertThat(bytes).isLessThan(MAX_BYTES_OF_A_PAGE);
    }

    @Test
    void shouldNameTheBuildInThePage() {
        assertThat(text("index.html"))
                .contains("assets/" + files.build() + "/app.js")
                .doesNotContain("@build@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"files.txt", "../Routes.class", "/app.js", "pages", "pages/../app.js", ""})
    void shouldFindListedFilesOnly(String path) {
        assertThat(files.find(files.build(), path)).isNull();
    }

    @Test
    void shouldNotAnswerForAnotherBuild() {
        assertThat(files.find("000000000000", "app.js")).isNull();
    }
}
