package io.rfmstreams.cli;

import io.rfmstreams.app.InsightsRole;
import io.rfmstreams.app.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the read model and its API until the process is stopped. */
@Command(
        name = "insights",
        description = "Follows the topics into a read model and answers questions about segments until the process is"
                + " stopped.",
        mixinStandardHelpOptions = true)
final class InsightsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ApiOptions api;

    @Option(
            names = "--mcp",
            description =
                    "Answers an assistant on standard input and output (Model Context Protocol) by asking a running"
                            + " insights or demo.")
    private boolean mcp;

    @Override
    public Integer call() throws IOException {
        if (mcp) {
            new McpBridge(
                            api.client(options.configuration()),
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr())
                    .run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
            return ExitCode.OK;
        }
        if (api.isGiven()) {
            throw new ParameterException(spec.commandLine(), "--url is for --mcp");
        }
        InsightsRole.run(new Settings(options.configuration()));
        return ExitCode.OK;
    }
}
