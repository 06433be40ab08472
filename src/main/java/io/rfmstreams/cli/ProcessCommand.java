package io.rfmstreams.cli;

import io.rfmstreams.app.ProcessRole;
import io.rfmstreams.app.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Runs the stream processor until the process is stopped. */
@Command(
        name = "process",
        description = "Runs the stream processor until the process is stopped.",
        mixinStandardHelpOptions = true)
final class ProcessCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOptions options;

    @Override
    public Integer call() {
        ProcessRole.run(new Settings(options.configuration()));
        return ExitCode.OK;
    }
}
