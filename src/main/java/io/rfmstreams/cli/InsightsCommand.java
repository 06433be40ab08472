package io.rfmstreams.cli;

import io.rfmstreams.app.InsightsRole;
import io.rfmstreams.app.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Runs the read model and its API until the process is stopped. */
@Command(
        name = "insights",
        description = "Follows the topics into a read model and answers questions about segments until the process is"
                + " stopped.",
        mixinStandardHelpOptions = true)
final class InsightsCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOptions options;

    @Override
    public Integer call() {
        InsightsRole.run(new Settings(options.configuration()));
        return ExitCode.OK;
    }
}
