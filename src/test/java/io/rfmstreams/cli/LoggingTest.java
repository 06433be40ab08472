package io.rfmstreams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

/** The levels, filters and line format of the logging configuration. */
class LoggingTest {

    private static final String STATE_DIRECTORY = "org.apache.kafka.streams.processor.internals.StateDirectory";

    @Test
    void shouldStartEachLineWithDateTimeAndZone() throws JoranException {
        // Given
        LoggerContext context = configured(Map.of());
        OutputStreamAppender<ILoggingEvent> stderr =
                (OutputStreamAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
        var event = new LoggingEvent(
                "", context.getLogger("io.rfmstreams.app.ProcessRole"), Level.INFO, "Started", null, null);

        // When
        String line = new String(stderr.getEncoder().encode(event), UTF_8);

        // Then
        assertThat(line)
                .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}(Z|[+-]\\d{2}:\\d{2})"
                        + " INFO  ProcessRole - Started\\R");
    }

    @Test
    void shouldWarnAboutATemporaryStateDirectoryExceptInTheDemo() throws JoranException {
        assertThat(configured(Map.of()).getLogger(STATE_DIRECTORY).isWarnEnabled())
                .isTrue();
        assertThat(configured(Map.of(Main.STATE_LOG_LEVEL, "ERROR"))
                        .getLogger(STATE_DIRECTORY)
                        .isWarnEnabled())
                .isFalse();
    }

    @Test
    void shouldApplyTheLogLevel() throws JoranException {
        assertThat(configured(Map.of()).getLogger("io.rfmstreams.app").getEffectiveLevel())
                .isEqualTo(Level.INFO);
        assertThat(configured(Map.of(Main.LOG_LEVEL, "DEBUG"))
                        .getLogger("io.rfmstreams.app")
                        .getEffectiveLevel())
                .isEqualTo(Level.DEBUG);
    }

    @Test
    void shouldLogOneLineIfStateIsRebuilt() throws JoranException {
        // Given
        LoggerContext context = configured(Map.of());
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        context.getLogger("ROOT").addAppender(lines);
        Logger threads = context.getLogger("org.apache.kafka.streams.processor.internals.StreamThread");
        Logger managers = context.getLogger("org.apache.kafka.streams.processor.internals.ProcessorStateManager");
        var corrupted = new TaskCorruptedException(Set.of(new TaskId(1, 3)));

        // When
        managers.warn("State store customers did not find checkpoint offsets while stores are not empty, since …");
        threads.error("Get exceptions for the following tasks: {1_3=" + corrupted + "}");
        threads.warn("Detected the states of tasks [1_3] are corrupted", new StreamsException(corrupted));
        threads.error("Something else", new StreamsException("fault"));

        // Then
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "The local state does not match the committed offsets after a kill or an outage of Kafka."
                                + " Kafka Streams rebuilds it from the changelog topics. No data is lost and no action is needed",
                        "Something else");
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
