package io.rfmstreams.cli;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.PurchaseLag;
import io.rfmstreams.app.Settings;
import io.rfmstreams.cli.ReplayInput.ReplayData;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.Replay;
import io.rfmstreams.demo.ReplayListener;
import io.rfmstreams.demo.ReplayOptions;
import io.rfmstreams.demo.ReplayReport;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends a file to the purchases topic, and ticks to the clock topic. */
@Command(
        name = "replay",
        description = "Sends a CSV, Excel or JSON Lines file to the purchases topic in order of time, with ticks.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ReplayInput input;

    @Mixin
    private ApiOptions api;

    @Override
    public Integer call() {
        if (!input.isGiven()) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--input=FILE'");
        }
        PrintWriter err = spec.commandLine().getErr();
        Configuration configuration = options.configuration();
        try (ReplayData data = input.read(err)) {
            if (data.problem() != null) {
                err.println("rfm-streams replay: " + data.problem());
                return ExitCode.SOFTWARE;
            }
            return replay(data, configuration, err);
        }
    }

    private int replay(ReplayData data, Configuration configuration, PrintWriter err) {
        Settings settings = ConfigurationOptions.connect(configuration);
        InterruptOnShutdown stop = InterruptOnShutdown.forCurrentThread();
        ReplayOptions replayOptions = new ReplayOptions(
                settings.topics().of(TopicRole.PURCHASES),
                settings.topics().of(TopicRole.CLOCK),
                input.eventsPerSecond(),
                settings.dates(),
                input.endAt());
        ProgressLine progress = new ProgressLine(err);
        ApiClient processor = api.client(configuration);
        ProcessorReport made = new ProcessorReport(() -> processor.get("/metrics"), System::nanoTime);
        try (Replay replay = Replay.connect(settings.kafka().common(), replayOptions)) {
            ReplayReport report = replay.run(data.records(), new ReplayListener() {
                @Override
                public void onProgress(long sent, long total) {
                    progress.show(sent, total);
                }
            });
            print(report, data.dropped());
            if (report.complete()) {
                printProcessed(settings, made);
            }
        } finally {
            stop.done();
        }
        return ExitCode.OK;
    }

    private void print(ReplayReport report, Map<String, Long> dropped) {
        PrintWriter out = spec.commandLine().getOut();
        Long lastTick = report.lastTick();
        out.println((report.complete() ? "Sent " : "Stopped after ") + report.sent() + " records"
                + (lastTick == null ? "" : ", last tick " + Timestamps.format(lastTick)));
        dropped.forEach((reason, lines) -> out.println("Dropped " + lines + " lines: " + reason));
        out.flush();
    }

    private void printProcessed(Settings settings, ProcessorReport made) {
        PrintWriter out = spec.commandLine().getOut();
        try (PurchaseLag lag = new PurchaseLag(settings)) {
            out.println(made.after(lag::remaining, lag.partitions()));
            out.flush();
        }
    }
}
