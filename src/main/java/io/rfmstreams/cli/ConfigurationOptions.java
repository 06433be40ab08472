package io.rfmstreams.cli;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.KafkaConnectionCheck;
import io.rfmstreams.app.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The configuration options of all commands. */
final class ConfigurationOptions {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file. -D and environment variables (RFM_...) override it.")
    private @Nullable Path file;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            mapFallbackValue = "",
            description = "Sets a configuration key. kafka.* keys are passed to all Kafka clients.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    Configuration configuration() {
        RfmStreamsCommand root = (RfmStreamsCommand) command.root().userObject();
        return Configuration.load(overrides, root.environment(), file);
    }

    /**
     * Loads the settings and checks the connection to Kafka.
     *
     * @throws io.rfmstreams.app.KafkaUnavailableException if Kafka is not available
     */
    Settings settings() {
        return connect(configuration());
    }

    /** Returns the settings of a loaded configuration and checks the connection to Kafka. */
    static Settings connect(Configuration configuration) {
        Settings settings = new Settings(configuration);
        KafkaConnectionCheck.require(settings);
        return settings;
    }
}
