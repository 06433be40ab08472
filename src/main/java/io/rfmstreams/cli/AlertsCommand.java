package io.rfmstreams.cli;

import io.rfmstreams.app.AlertHistory;
import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.Settings;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.AlertPrecision;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how often churn alerts came true. */
@Command(name = "alerts", description = "Shows how often churn alerts came true.", mixinStandardHelpOptions = true)
final class AlertsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Option(
            names = "--precision",
            description = "Shows the share of alerts after which the customer placed no order within the horizon.")
    private boolean precision;

    @Option(
            names = "--horizon",
            paramLabel = "PERIOD",
            converter = PeriodConverter.class,
            description = "Counts orders within this time after an alert, such as P90D"
                    + " (default: the horizon of the active model's return probability, or model.return.horizon).")
    private @Nullable Duration horizon;

    @Option(names = "--json", description = "Prints a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (!precision) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--precision'");
        }
        Settings settings = options.settings();
        long now = CommandClock.require(settings, spec.commandLine().getErr());
        long period = horizon == null ? modelHorizon(settings) : horizon.toMillis();
        AlertPrecision found = new AlertHistory(settings, Clock.systemUTC()).precision(period, now);
        AlertPrecisionReport report = new AlertPrecisionReport(found, period, now);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.print(out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static long modelHorizon(Settings settings) {
        return new ModelTopic(settings)
                .read()
                .activeModel()
                .map(SegmentationModel::returnModel)
                .map(ReturnModel::horizon)
                .orElseGet(() -> settings.returnModel().horizon());
    }
}
