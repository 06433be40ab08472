package io.rfmstreams.cli;

import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.ModelTopic.Models;
import io.rfmstreams.app.ProfileTopic;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.ModelComparison;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, shows, compares and activates models. */
@Command(
        name = "models",
        description = "Lists, shows, compares and activates models.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | diff | activate)")
final class ModelsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: list, show, diff or activate");
    }

    @Command(name = "list", description = "Lists all models; * marks the active one.", mixinStandardHelpOptions = true)
    void list(
            @Mixin ConfigurationOptions options,
            @Option(names = "--json", description = "Prints one JSON object per line.") boolean json) {
        Models models = new ModelTopic(options.settings()).read();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            models.models().values().forEach(model -> out.println(text(model)));
            out.flush();
            return;
        }
        TextTable table = new TextTable(
                "",
                "version",
                "trained as of",
                "customers",
                "k",
                "silhouette",
                "inertia",
                "parent",
                "checks",
                "segments");
        for (SegmentationModel model : models.models().values()) {
            var training = model.training();
            Double silhouette = training == null ? null : training.run().silhouette();
            table.row(
                    models.active().orElse(0) == model.version() ? "*" : "",
                    model.version(),
                    Timestamps.format(model.trainedAsOf()),
                    training == null ? "" : training.input().customers(),
                    model.segments().size(),
                    silhouette == null ? "" : TextTable.decimal(4, silhouette),
                    training == null
                            ? ""
                            : String.format(Locale.ROOT, "%.2f", training.run().inertia()),
                    model.parent() == null ? "" : model.parent(),
                    model.checks().isEmpty() ? "" : model.passesChecks() ? "passed" : "FAILED",
                    model.segments().stream().map(segment -> segment.name()).collect(Collectors.joining(", ")));
        }
        table.print(out);
    }

    @Command(name = "show", description = "Shows a model.", mixinStandardHelpOptions = true)
    void show(
            @Mixin ConfigurationOptions options,
            @Option(names = "--json", description = "Prints the model and the curve of its return probability as JSON.")
                    boolean json,
            @Parameters(paramLabel = "VERSION", description = "Version of the model.") int version) {
        Models models = new ModelTopic(options.settings()).read();
        SegmentationModel model = model(models, version);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ModelReport(model).json());
            out.flush();
            return;
        }
        new ModelReport(model).print(models.active().orElse(0) == version ? "active" : "not active", out);
    }

    @Command(
            name = "diff",
            description = "Compares two models: counts the current customers by their segments under both.",
            mixinStandardHelpOptions = true)
    void diff(
            @Mixin ConfigurationOptions options,
            @Option(names = "--json", description = "Prints a JSON object.") boolean json,
            @Parameters(paramLabel = "VERSION", description = "Version of the first model.") int from,
            @Parameters(paramLabel = "OTHER", description = "Version of the second model.") int to) {
        Settings settings = options.settings();
        Models models = new ModelTopic(settings).read();
        SegmentationModel before = model(models, from);
        SegmentationModel after = model(models, to);
        long now = CommandClock.require(settings, spec.commandLine().getErr());
        ModelComparison comparison = ModelComparison.of(
                before, after, new ProfileTopic(settings).readCustomers(now).customers());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ComparisonTable.json(comparison));
            out.flush();
        } else {
            ComparisonTable.print(comparison, out);
        }
    }

    @Command(
            name = "activate",
            description = "Activates a model. The processors then reassign all customers.",
            mixinStandardHelpOptions = true)
    void activate(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "VERSION", description = "Version of the model.") int version) {
        new ModelTopic(options.settings()).activate(version);
        spec.commandLine().getOut().println("Activated model " + version);
    }

    private static SegmentationModel model(Models models, int version) {
        SegmentationModel model = models.models().get(version);
        if (model == null) {
            throw new IllegalArgumentException("there is no model " + version + "; there are "
                    + models.models().keySet());
        }
        return model;
    }

    private static String text(SegmentationModel model) {
        return new String(ModelJson.encode(model), StandardCharsets.UTF_8);
    }
}
