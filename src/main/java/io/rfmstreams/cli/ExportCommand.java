package io.rfmstreams.cli;

import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.ProfileExport;
import io.rfmstreams.app.ProfileStore;
import io.rfmstreams.app.ProfileTopic;
import io.rfmstreams.app.SegmentIds;
import io.rfmstreams.app.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the current profiles as CSV. */
@Command(
        name = "export",
        description = "Writes the current profiles as CSV to standard output.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Option(names = "--segment", paramLabel = "ID", description = "Writes only customers of this segment.")
    private @Nullable String segment;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        ModelTopic.Models models = new ModelTopic(settings).read();
        if (segment != null) {
            SegmentIds.of(models.models()).require("--segment", segment);
        }
        long now = CommandClock.require(settings, spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        try (ProfileStore profiles = new ProfileTopic(settings).readToDisk()) {
            int written = new ProfileExport(models.models(), models.activeModel(), now).write(profiles, segment, out);
            out.flush();
            spec.commandLine().getErr().println("Exported " + written + " customers");
        }
        return ExitCode.OK;
    }
}
