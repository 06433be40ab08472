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

/** The options that every command has for its configuration. */
final class ConfigurationOptions {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file; -D and the environment (RFM_...) go before it.")
    private @Nullable Path file;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            mapFallbackValue = "",
            description = "Sets one configuration key; kafka.* keys go to every Kafka client.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    Configuration configuration() {
        RfmStreamsCommand root = (RfmStreamsCommand) command.root().userObject();
        return Configuration.load(overrides, root.environment(), file);
    }

    /**
     * The settings of a Kafka that answers.
     *
     * @throws io.rfmstreams.app.KafkaUnavailableException if it does not
     */
    Settings settings() {
        return reach(configuration());
    }

    /** The same where the configuration has been loaded already. */
    static Settings reach(Configuration configuration) {
        Settings settings = new Settings(configuration);
        KafkaConnectionCheck.require(settings);
        return settings;
    }
}
