package io.rfmstreams.cli;

import io.rfmstreams.app.ConfigurationException;
import io.rfmstreams.app.RootCauseMessage;
import io.rfmstreams.files.InputFileException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The top-level command. */
@Command(
        name = "rfm-streams",
        description = "Real-time customer segmentation on Kafka Streams.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ProcessCommand.class,
            InsightsCommand.class,
            TrainCommand.class,
            InspectCommand.class,
            ReplayCommand.class,
            GenerateCommand.class,
            ModelsCommand.class,
            AlertsCommand.class,
            CustomerCommand.class,
            ScoreCommand.class,
            AskCommand.class,
            EraseCommand.class,
            ExportCommand.class,
            TopicsCommand.class,
            DeadLettersCommand.class
        })
final class RfmStreamsCommand implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RfmStreamsCommand.class);

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    private RfmStreamsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Creates the command line.
     *
     * @param environment the environment variables, which can contain configuration
     */
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new RfmStreamsCommand(environment))
                .setExecutionExceptionHandler(RfmStreamsCommand::report)
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(true);
    }

    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    /** Prints a failure as one line. The stack trace is logged at level DEBUG. */
    private static int report(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        String command = commandLine.getCommandSpec().qualifiedName();
        LOG.debug("{} failed", command, failure);
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        boolean isOwnException = failure.getClass().getName().startsWith("io.rfmstreams.");
        String cause = isOwnException ? message : RootCauseMessage.of(failure);
        commandLine.getErr().println(command + ": " + (message.contains(cause) ? message : message + ": " + cause));
        boolean usage = failure instanceof ConfigurationException
                || (failure instanceof InputFileException file && file.isUsage());
        return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }
}
