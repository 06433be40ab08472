package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.cli.CommandRun;
import io.rfmstreams.query.QueryError;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the commands that use the REST API. */
class ApiCommandsTest {

    private final FakeService service = new FakeService(new Tokens("reader", "admin", ""));

    @AfterEach
    void close() {
        service.close();
    }

    private CommandRun run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = "http://127.0.0.1:" + service.port() + "/";
        return CommandRun.of(all);
    }

    @Test
    void shouldShowACustomer() {
        // When
        CommandRun run = run("customer", "ann", "-D", "http.token.read=reader");

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "Occasional, \"once\" (rank 2) since 2024-02-27T12:00:00Z",
                        "3 days",
                        "12.5",
                        "return probability  0.33",
                        "2024-03-01");
    }

    @Test
    void shouldShowACustomerWithAnyId() {
        // When
        CommandRun run = run("customer", "näh/%2e #1", "--json", "-D", "http.token.admin=admin");

        // Then
        assertThat(run.out()).startsWith("{\"customerId\":\"näh/%2e #1\",");
    }

    @Test
    void shouldScore() {
        // When
        CommandRun run = run("score", "0", "2.5", "0", "-D", "http.token.read=reader");

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("Regular (rank 1) under model 1: Look after regular")
                .contains("return probability: 0.78", "occasional    2.0000");
    }

    @Test
    void shouldErase() {
        // When
        CommandRun run = run("erase", "ann", "-D", "http.token.admin=admin");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(service.commands).containsExactly("erase ann");
    }

    @Test
    void shouldPrintTheProblem() {
        // Given
        service.error = QueryError.REBALANCING;

        // When
        CommandRun unknown = run("customer", "ann", "-D", "http.token.read=reader");
        CommandRun failed = run("erase", "ann", "-D", "http.token.read=reader");

        // Then
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err().trim()).isEqualTo("rfm-streams customer: Rebalancing: a detail");
        assertThat(failed.err().trim()).startsWith("rfm-streams erase: A token is required: ");
        assertThat(service.commands).isEmpty();
    }

    @Test
    void shouldAskOverTlsAtTheAdvertisedAddress(@TempDir Path folder) throws Exception {
        // Given
        KeyStoreFile keyStore = TlsTest.selfSigned(folder.resolve("server.p12"));
        try (FakeService secure = new FakeService(
                new ServerOptions(Tokens.NONE, new ServerOptions.Limits(8, 8, 64), FakeService.TIMEOUTS, keyStore))) {
            String[] configuration = {
                "-D", "http.tls.keystore=" + keyStore.path(),
                "-D", "http.tls.keystore.password=" + keyStore.password(),
                "-D", "http.host=0.0.0.0",
                "-D", "http.advertised=localhost:" + secure.port()
            };

            // When
            CommandRun customer = CommandRun.of(and(configuration, "customer", "ann"));
            CommandRun score = CommandRun.of(and(configuration, "score", "0", "2.5", "0"));
            CommandRun erase = CommandRun.of(and(configuration, "erase", "ann"));

            // Then
            assertThat(customer.out()).contains("customer", "ann");
            assertThat(score.out()).startsWith("Regular (rank 1) under model 1");
            assertThat(erase.exitCode()).isZero();
            assertThat(secure.commands).containsExactly("erase ann");
        }
    }

    @Test
    void shouldReportAnUntrustedCertificate(@TempDir Path folder) throws Exception {
        // Given
        KeyStoreFile keyStore = TlsTest.selfSigned(folder.resolve("server.p12"));
        try (FakeService secure = new FakeService(
                new ServerOptions(Tokens.NONE, new ServerOptions.Limits(8, 8, 64), FakeService.TIMEOUTS, keyStore))) {
            String url = "https://localhost:" + secure.port();

            // When
            CommandRun run = CommandRun.of("customer", "ann", "--url", url);

            // Then
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err()).contains("cannot connect to " + url + ": its certificate is not trusted");
        }
    }

    private static String[] and(String[] configuration, String... command) {
        return Stream.concat(Stream.of(command), Stream.of(configuration)).toArray(String[]::new);
    }

    @Test
    void shouldReportThatTheApiIsUnreachable() {
        // When
        CommandRun run = CommandRun.of("customer", "ann", "--url", "http://127.0.0.1:1");

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("cannot connect to http://127.0.0.1:1: no response");
    }
}
