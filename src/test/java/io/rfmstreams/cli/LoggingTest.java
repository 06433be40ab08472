package io.rfmstreams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the shipped logging configuration lets through, and how a line looks. */
class LoggingTest {

    private static final String STATE_DIRECTORY = "org.apache.kafka.streams.processor.internals.StateDirectory";

    @Test
    void shouldBeginEachLineWithDateTimeAndZone() throws JoranException {
        // Given
        LoggerContext context = configured(Map.of());
        OutputStreamAppender<ILoggingEvent> stderr =
                (OutputStreamAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
        var event = new LoggingEvent(
                "", context.getLogger("io.rfmstreams.app.ProcessRole"), Level.INFO, "All is well", null, null);

        // When
        String line = new String(stderr.getEncoder().encode(event), UTF_8);

        // Then
        assertThat(line)
                .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}(Z|[+-]\\d{2}:\\d{2})"
                        + " INFO  ProcessRole - All is well\\R");
    }

    @Test
    void shouldWarnOfATemporaryStateFolderExceptInTheDemo() throws JoranException {
        assertThat(configured(Map.of()).getLogger(STATE_DIRECTORY).isWarnEnabled())
                .isTrue();
        assertThat(configured(Map.of(Main.STATE_LOG_LEVEL, "ERROR"))
                        .getLogger(STATE_DIRECTORY)
                        .isWarnEnabled())
                .isFalse();
    }

    @Test
    void shouldLogAsMuchAsTheLevelSays() throws JoranException {
        assertThat(configured(Map.of()).getLogger("io.rfmstreams.app").getEffectiveLevel())
                .isEqualTo(Level.INFO);
        assertThat(configured(Map.of(Main.LOG_LEVEL, "DEBUG"))
                        .getLogger("io.rfmstreams.app")
                        .getEffectiveLevel())
                .isEqualTo(Level.DEBUG);
    }

    private static LoggerContext configured(Map<String, String> properties) throws JoranException {
        LoggerContext context = new LoggerContext();
        properties.forEach(context::putProperty);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
        return context;
    }
}
