package io.rfmstreams.cli;

import io.rfmstreams.app.DeadLetterTopic;
import io.rfmstreams.app.RetryReport;
import io.rfmstreams.app.Settings;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists dead letters and sends their records again. */
@Command(
        name = "dead-letters",
        description = "Lists dead letters and sends their records again.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | retry)")
final class DeadLettersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: list or retry");
    }

    @Command(
            name = "list",
            description = "Lists the newest dead letters, with the totals by reason.",
            mixinStandardHelpOptions = true)
    void list(
            @Mixin ConfigurationOptions options,
            @Mixin DeadLetterFilterOptions filter,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "How many to list at most (default: ${DEFAULT-VALUE}).")
                    int limit,
            @Option(names = "--json", description = "Prints one JSON object per line.") boolean json) {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
        }
        DeadLetterList list = new DeadLetterList(limit);
        new DeadLetterTopic(options.settings()).list(filter.filter(), list::add);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            list.printJson(out);
        } else {
            list.printTable(out);
        }
        if (list.hidden() > 0) {
            spec.commandLine().getErr().println("Older dead letters that are not listed: " + list.hidden());
        }
    }

    @Command(
            name = "retry",
            description =
                    "Sends the records of dead letters again, to their original topics and partitions, each once.",
            mixinStandardHelpOptions = true)
    void retry(
            @Mixin ConfigurationOptions options,
            @Mixin DeadLetterFilterOptions filter,
            @Option(names = "--all", description = "Sends all records; required if no dead letters are selected.")
                    boolean all,
            @Option(names = "--dry-run", description = "Only counts the records.") boolean dryRun) {
        if (all == filter.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "Select dead letters, for example with --reason, or use --all");
        }
        Settings settings = options.settings();
        DeadLetterTopic topic = new DeadLetterTopic(settings);
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        RetryReport report = dryRun
                ? topic.preview(filter.filter())
                : topic.retry(filter.filter(), (sent, total) -> progress.show(sent, Math.max(1, total)));
        PrintWriter out = spec.commandLine().getOut();
        out.println((dryRun ? "Would retry: " : "Retried: ") + report.retried());
        report.obstacles().forEach((obstacle, count) -> out.println("Not retryable: " + count + ", " + obstacle));
        out.flush();
    }
}
