package io.rfmstreams.cli;

import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.ProfileExport;
import io.rfmstreams.app.ProfileStore;
import io.rfmstreams.app.ProfileTopic;
import io.rfmstreams.app.SegmentIds;
import io.rfmstreams.app.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the current profiles as CSV or Parquet. */
@Command(
        name = "export",
        description = "Writes the current profiles as CSV to standard output, or as CSV or Parquet to a file.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Option(names = "--segment", paramLabel = "ID", description = "Writes only customers of this segment.")
    private @Nullable String segment;

    @Option(
            names = "--format",
            paramLabel = "csv|parquet",
            description = "Format (default: csv). parquet needs --output.")
    private Format format = Format.csv;

    @Option(names = "--output", paramLabel = "FILE", description = "File to write instead of standard output.")
    private @Nullable Path output;

    /** The formats, spelled as on the command line. */
    private enum Format {
        csv,
        parquet
    }

    @Override
    public Integer call() throws IOException {
        if (format == Format.parquet && output == null) {
            throw new ParameterException(spec.commandLine(), "--format parquet needs --output FILE");
        }
        Settings settings = options.settings();
        ModelTopic.Models models = new ModelTopic(settings).read();
        if (segment != null) {
            SegmentIds.of(models.models()).require("--segment", segment);
        }
        long now = CommandClock.require(settings, spec.commandLine().getErr());
        try (ProfileStore profiles = new ProfileTopic(settings).readToDisk()) {
            int written = write(new ProfileExport(models.models(), models.activeModel(), now), profiles);
            spec.commandLine().getErr().println("Exported " + written + " customers");
        }
        return ExitCode.OK;
    }

    private int write(ProfileExport export, ProfileStore profiles) throws IOException {
        if (output == null) {
            PrintWriter out = spec.commandLine().getOut();
            int written = export.write(profiles, segment, out);
            out.flush();
            return written;
        }
        if (format == Format.parquet) {
            return export.writeParquet(profiles, segment, output);
        }
        try (Writer file = Files.newBufferedWriter(output)) {
            return export.write(profiles, segment, file);
        }
    }
}
