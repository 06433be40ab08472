package io.rfmstreams.cli;

import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.ModelTopic.Models;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.segment.SegmentationModel;
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

/** Lists, shows and activates models. */
@Command(
        name = "models",
        description = "Lists, shows and activates models.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | activate)")
final class ModelsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list, show V or activate V?");
    }

    @Command(name = "list", description = "Lists all models; * marks the active one.", mixinStandardHelpOptions = true)
    void list(
            @Mixin ConfigurationOptions options,
            @Option(names = "--json", description = "Prints JSON lines.") boolean json) {
        Models models = new ModelTopic(options.settings()).read();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            models.models().values().forEach(model -> out.println(text(model)));
            out.flush();
            return;
        }
        TextTable table =
                new TextTable("", "version", "trained as of", "customers", "k", "inertia", "parent", "segments");
        for (SegmentationModel model : models.models().values()) {
            var training = model.training();
            table.row(
                    models.active().orElse(0) == model.version() ? "*" : "",
                    model.version(),
                    Timestamps.format(model.trainedAsOf()),
                    training == null ? "" : training.customers(),
                    model.segments().size(),
                    training == null ? "" : String.format(Locale.ROOT, "%.2f", training.inertia()),
                    model.parent() == null ? "" : model.parent(),
                    model.segments().stream().map(segment -> segment.name()).collect(Collectors.joining(", ")));
        }
        table.print(out);
    }

    @Command(name = "show", description = "Shows one model.", mixinStandardHelpOptions = true)
    void show(
            @Mixin ConfigurationOptions options,
            @Option(names = "--json", description = "Prints the model's JSON.") boolean json,
            @Parameters(paramLabel = "VERSION", description = "The model's version.") int version) {
        SegmentationModel model =
                new ModelTopic(options.settings()).read().models().get(version);
        if (model == null) {
            throw new IllegalArgumentException("no model " + version);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(text(model));
            out.flush();
            return;
        }
        out.println("Model " + model.version() + ", trained as of " + Timestamps.format(model.trainedAsOf())
                + " for window " + model.window());
        SegmentTable.of(model).print(out);
    }

    @Command(
            name = "activate",
            description = "Makes a version the active one; every customer is judged by it then.",
            mixinStandardHelpOptions = true)
    void activate(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "VERSION", description = "The model's version.") int version) {
        new ModelTopic(options.settings()).activate(version);
        spec.commandLine().getOut().println("model " + version + " is active");
    }

    private static String text(SegmentationModel model) {
        return new String(ModelJson.encode(model), StandardCharsets.UTF_8);
    }
}
