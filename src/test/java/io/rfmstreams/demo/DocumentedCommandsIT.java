package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.Page;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ResourceCloser;
import io.rfmstreams.cli.CommandRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of README and quick tour do what the pages say, on a smaller demo: with its addresses, customers,
 * segments and models in place of those shown. The demo itself is run by {@code .ci/run}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedCommandsIT {

    private static final Page README = Page.of("README.md");
    private static final Page TOUR = Page.of("docs/quick-tour.md");
    private static final String COMMAND = "java -jar target/rfm-streams.jar ";

    /** Commands that end only when they are stopped. */
    private static final Set<String> ENDLESS = Set.of("demo", "process");

    /** Commands that ask the REST API. */
    private static final Set<String> OF_REST = Set.of("customer", "score");

    private static final Pattern CURL =
            Pattern.compile("curl http://127\\.0\\.0\\.1:8080(\\S+)(?: -H '([^:]+): ([^']+)')?(?: -d '([^']+)')?");

    private static final DataSet SHOPPERS = new Generator(new GeneratorOptions(150, 7))
            .history(2_000, Instant.parse("2025-06-01T00:00:00Z").toEpochMilli(), Duration.ofDays(150));

    private static final String CUSTOMER =
            Objects.requireNonNull(SHOPPERS.records().get(0).customerId());

    private static final String LAST_CUSTOMER = Objects.requireNonNull(
            SHOPPERS.records().get(SHOPPERS.records().size() - 1).customerId());

    private final ObjectMapper json = new ObjectMapper();
    private final ResourceCloser lifetime = new ResourceCloser();
    private final DemoResult demo;

    DocumentedCommandsIT() {
        DemoOptions options =
                new DemoOptions(null, SHOPPERS, false, Double.POSITIVE_INFINITY, null, TrainingSchedule.AT_END, 0);
        demo = new Demo(Configuration.load(Map.of(), Map.of(), null), options, new DemoListener() {}, lifetime).run();
    }

    @BeforeAll
    void shouldFindTheCommands() {
        assertThat(commands()).isNotEmpty();
        assertThat(curls()).isNotEmpty();
    }

    @AfterAll
    void close() {
        lifetime.close();
    }

    private static Stream<String> lines() {
        return Stream.of(README, TOUR).flatMap(page -> page.lines().stream());
    }

    static List<String> commands() {
        return lines().filter(line -> line.startsWith(COMMAND))
                .map(line -> line.substring(COMMAND.length()))
                .filter(command -> !ENDLESS.contains(command.split(" ")[0]))
                .distinct()
                .toList();
    }

    static List<String> curls() {
        return lines().filter(line -> line.startsWith("curl ")).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldRunEveryCommand(String command) {
        // Given
        String servers = demo.settings().kafka().bootstrapServers();
        String here = command.replaceAll("(127\\.0\\.0\\.1:PORT|BROKER:9092)", servers)
                .replaceAll("^customer 100\\b", "customer " + CUSTOMER)
                .replaceAll("^erase 100\\b", "erase " + LAST_CUSTOMER)
                .replaceAll("--segment \\S+", "--segment inactive")
                .replaceAll("^models show \\d+", "models show 1")
                .replaceAll("^models diff \\d+ \\d+", "models diff 1 1");
        if (OF_REST.contains(here.split(" ")[0])) {
            here += " --url http://127.0.0.1:" + demo.port();
        }

        // When
        CommandRun run = CommandRun.of(here.split(" "));

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("curls")
    void shouldAnswerEveryQuestion(String curl) throws IOException, InterruptedException {
        assertThat(answer(curl).isObject()).isTrue();
    }

    @Test
    void shouldReturnTheFieldsInTheReadme() throws IOException, InterruptedException {
        // Given
        String shown = String.join("\n", README.block("{\"customerId\""));
        List<JsonNode> answers =
                json.readerFor(JsonNode.class).<JsonNode>readValues(shown).readAll();
        List<String> questions =
                README.lines().stream().filter(line -> line.startsWith("curl ")).toList();

        // Then
        assertThat(answers).hasSameSizeAs(questions);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(fields("", answer(questions.get(i)))).containsAll(fields("", answers.get(i)));
        }
    }

    private JsonNode answer(String curl) throws IOException, InterruptedException {
        Matcher parts = CURL.matcher(curl);
        assertThat(parts.matches()).as(curl).isTrue();
        String path = parts.group(1).replace("/100", "/" + CUSTOMER);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + demo.port() + path));
        if (parts.group(2) != null) {
            request.header(parts.group(2), parts.group(3));
        }
        if (parts.group(4) != null) {
            request.POST(BodyPublishers.ofString(parts.group(4)));
        }
        var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    /** The paths of all fields, but not of those in lists, which may be empty. */
    private static Set<String> fields(String path, JsonNode node) {
        Set<String> fields = new TreeSet<>(Set.of(path));
        node.properties().forEach(field -> fields.addAll(fields(path + "/" + field.getKey(), field.getValue())));
        return fields;
    }
}
