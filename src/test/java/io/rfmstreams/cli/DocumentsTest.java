package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Page;
import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.segment.ChurnSignal;
import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.SegmentMove;
import io.rfmstreams.segment.SegmentRef;
import io.rfmstreams.training.Archetype;
import io.rfmstreams.training.Archetypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents match the program, and their links are valid. */
class DocumentsTest {

    private static final Path README = Path.of("README.md");
    private static final Path DOCS = Path.of("docs");
    private static final Set<String> SUBCOMMANDS = Set.of("show", "diff", "activate", "retry");
    private static final int README_LINES = 170;
    private static final String COMMAND = "java -jar target/rfm-streams.jar ";
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)#\\s]*)(#[^)\\s]+)?\\)");
    private static final Pattern KEY_ROW = Pattern.compile("\\| `[a-z0-9.-]+\\.[a-z0-9.-]+` \\|.*");

    private static List<String> lines(Path document) {
        try {
            return Files.readAllLines(document);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static List<String> lines(String document) {
        return lines(DOCS.resolve(document));
    }

    /** Returns README, the pages in docs and the other documents in the root directory. */
    static Stream<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.walk(DOCS)) {
            List<Path> documents = new ArrayList<>(
                    pages.filter(page -> page.toString().endsWith(".md")).toList());
            documents.add(README);
            documents.add(Path.of("CONTRIBUTING.md"));
            documents.add(Path.of("CHANGELOG.md"));
            return documents.stream();
        }
    }

    @Test
    void shouldKeepTheReadmeShort() {
        assertThat(lines(README)).hasSizeLessThanOrEqualTo(README_LINES);
    }

    @Test
    void shouldLinkEveryPageFromTheReadme() throws IOException {
        // When
        List<String> targets = LINK.matcher(String.join("\n", lines(README)))
                .results()
                .map(link -> link.group(1))
                .toList();

        // Then
        try (Stream<Path> pages = Files.list(DOCS)) {
            assertThat(pages.filter(page -> page.toString().endsWith(".md")))
                    .allSatisfy(page -> assertThat(targets).contains(page.toString()));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldHaveNoDeadLink(Path document) {
        Matcher links = LINK.matcher(String.join("\n", lines(document)));
        while (links.find()) {
            String target = links.group(1);
            if (target.contains("://")) {
                continue;
            }
            Path page = target.isEmpty() ? document : document.resolveSibling(target);
            assertThat(page).as("link %s in %s", links.group(), document).exists();
            if (links.group(2) != null) {
                assertThat(anchors(page))
                        .as("link %s in %s", links.group(), document)
                        .contains(links.group(2).substring(1));
            }
        }
    }

    /** Returns the anchors of a page's headings, as Git hosts generate them. */
    private static List<String> anchors(Path page) {
        return lines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void shouldListEveryConfigurationKey() {
        // When
        List<String> rows = lines("configuration.md").stream()
                .filter(line -> KEY_ROW.matcher(line).matches())
                .toList();

        // Then
        assertThat(rows)
                .containsExactlyElementsOf(ConfigKey.definition().configKeys().values().stream()
                        .map(DocumentsTest::row)
                        .toList());
    }

    private static String row(ConfigDef.ConfigKey key) {
        String value = key.defaultValue instanceof Password ? "" : String.valueOf(key.defaultValue);
        return "| `" + key.name + "` | " + (value.isEmpty() ? "" : "`" + value + "`") + " | " + key.validator + " | "
                + key.documentation + " |";
    }

    /** Words of code in camel case that begin with a capital are classes. */
    @ParameterizedTest
    @MethodSource("documents")
    void shouldNameClassesThatExist(Path document) throws IOException {
        // Given
        List<String> named = lines(document).stream()
                .filter(line -> !line.startsWith("```"))
                .flatMap(Page::codes)
                .filter(word -> word.matches("([A-Z][a-z]+){2,}(IT)?"))
                .distinct()
                .toList();

        // When
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            List<String> files =
                    sources.map(source -> source.getFileName().toString()).toList();

            // Then
            assertThat(named).allSatisfy(name -> assertThat(files).contains(name + ".java"));
        }
    }

    @Test
    void shouldListEveryCommand() {
        assertThat(Page.of("README.md").names("## Commands", "| command | what it does |"))
                .map(command -> command.split(" ")[0])
                .filteredOn(command -> !SUBCOMMANDS.contains(command))
                .containsExactlyInAnyOrderElementsOf(
                        RfmStreamsCommand.commandLine(Map.of()).getSubcommands().keySet());
    }

    @Test
    void shouldListEveryArchetypeByRank() {
        assertThat(Page.of("docs/concepts.md").table("## Segments", "| archetype | typical customer |"))
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(Archetypes.DEFAULTS.ranked().stream()
                        .map(Archetype::label)
                        .toList());
    }

    @Test
    void shouldListEveryReservedSegment() {
        assertThat(Page.of("docs/concepts.md").names("## Segments", "| reserved segment | customers |"))
                .containsExactlyInAnyOrderElementsOf(
                        ReservedSegment.refs().stream().map(SegmentRef::id).toList());
    }

    @Test
    void shouldListEveryReasonAndAlert() {
        // Given
        Page concepts = Page.of("docs/concepts.md");

        // Then
        assertThat(concepts.names("## What happens over time", "| reason | cause |"))
                .containsExactlyInAnyOrderElementsOf(names(SegmentMove.Reason.values()));
        assertThat(concepts.names("## Churn alerts", "| alert | meaning |"))
                .containsExactlyInAnyOrderElementsOf(names(ChurnSignal.Kind.values()));
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    static Stream<String> commands() throws IOException {
        return documents()
                .flatMap(document -> lines(document).stream())
                .filter(line -> line.contains(COMMAND))
                .map(line -> line.substring(line.indexOf(COMMAND) + COMMAND.length()))
                .filter(line -> !line.startsWith("COMMAND"))
                .collect(Collectors.toSet())
                .stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldContainValidCommands(String command) {
        assertThat(RfmStreamsCommand.commandLine(Map.of())
                        .parseArgs(command.split(" "))
                        .errors())
                .isEmpty();
    }
}
