package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Environment variables that Kubernetes sets for services whose names start with {@code rfm}. */
class ServiceVariablesTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(ConfigurationLoader.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RFM", "RFM_STREAMS", "RFM_HTTP", "RFM_KAFKA", "RFM_PROCESS_1"})
    void shouldIgnoreVariablesOfAServiceAndLogOneLine(String service) {
        // Given
        Map<String, String> environment = variables(service);

        // When
        Configuration configuration = Configuration.load(Map.of(), environment, null);

        // Then
        assertThat(configuration.describe()).isEqualTo("all defaults");
        assertThat(configuration.kafka()).isEmpty();
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage())
                    .isEqualTo("Ignored environment variables that Kubernetes sets for services: "
                            + String.join(", ", environment.keySet()));
        });
    }

    @Test
    void shouldReadAPortThatIsConfigured() {
        // Given
        Map<String, String> environment = variables("RFM_HTTP");
        environment.put("RFM_HTTP_PORT", "9999");

        // When
        Configuration configuration = Configuration.load(Map.of(), environment, null);

        // Then
        assertThat(configuration.get(ConfigKey.HTTP_PORT)).isEqualTo(9999);
    }

    @Test
    void shouldLogNothingIfNoVariableIsIgnored() {
        // When
        Configuration.load(Map.of(), Map.of("RFM_HTTP_PORT", "9999", "OTHER_SERVICE_HOST", "10.0.0.1"), null);

        // Then
        assertThat(log.list).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RFM_HTP_PORT", "RFM_SERVICE", "RFM_PORTS", "RFM_X_PORT_NUMBER", "RFM_SERVICE_HOSTS"})
    void shouldRejectVariablesThatOnlyLookSimilar(String name) {
        // Given
        Map<String, String> environment = Map.of(name, "tcp-8081");

        // When
        assertThatThrownBy(() -> Configuration.load(Map.of(), environment, null))

                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("unknown key " + name + " (in the environment)")
                .hasMessageNotContaining("8081");
    }

    /** Returns the variables that Kubernetes documents for a service with one named port. */
    private static Map<String, String> variables(String service) {
        Map<String, String> variables = new TreeMap<>();
        variables.put(service + "_SERVICE_HOST", "10.96.0.17");
        variables.put(service + "_SERVICE_PORT", "8080");
        variables.put(service + "_SERVICE_PORT_REST_API", "8080");
        variables.put(service + "_PORT", "tcp://10.96.0.17:8080");
        variables.put(service + "_PORT_8080_TCP", "tcp://10.96.0.17:8080");
        variables.put(service + "_PORT_8080_TCP_PROTO", "tcp");
        variables.put(service + "_PORT_8080_TCP_PORT", "8080");
        variables.put(service + "_PORT_8080_TCP_ADDR", "10.96.0.17");
        return variables;
    }
}
