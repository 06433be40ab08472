package io.rfmstreams.cli;

import io.rfmstreams.app.ClockReader;
import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.ModelTopic.Models;
import io.rfmstreams.app.ProfileExport;
import io.rfmstreams.app.ProfileStore;
import io.rfmstreams.app.ProfileTopic;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.SummaryJson;
import io.rfmstreams.app.TopicDump;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.DemoResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that the demo writes when it is complete. */
final class DemoFiles {

    @Option(names = "--export", paramLabel = "FILE", description = "Writes the profiles as CSV.")
    private @Nullable Path export;

    @Option(names = "--changes", paramLabel = "FILE", description = "Writes all segment changes as JSON lines.")
    private @Nullable Path changes;

    @Option(names = "--alerts", paramLabel = "FILE", description = "Writes all churn alerts as JSON lines.")
    private @Nullable Path alerts;

    @Option(names = "--model", paramLabel = "FILE", description = "Writes the active model as JSON.")
    private @Nullable Path model;

    @Option(names = "--summary", paramLabel = "FILE", description = "Writes the counters as JSON.")
    private @Nullable Path summary;

    /**
     * Checks that the directories of the files exist.
     *
     * @throws IllegalArgumentException if a directory does not exist, or a file is a directory; the message names the file
     */
    void check() {
        for (Path file : Arrays.asList(export, changes, alerts, model, summary)) {
            Path directory = file == null ? null : file.toAbsolutePath().getParent();
            if (directory != null && (!Files.isDirectory(directory) || Files.isDirectory(file))) {
                throw new IllegalArgumentException("cannot write " + file + ": "
                        + (Files.isDirectory(directory) ? "it is a directory" : directory + " is not a directory"));
            }
        }
    }

    /**
     * Writes the requested files.
     *
     * @param dropped the number of input lines that were not sent, by reason
     */
    void write(DemoResult result, Map<String, Long> dropped) throws IOException {
        Settings settings = result.settings();
        Models models = new ModelTopic(settings).read();
        if (export != null) {
            long now = new ClockReader(settings, Clock.systemUTC()).now().orElse(0);
            try (ProfileStore profiles = new ProfileTopic(settings).readToDisk();
                    Writer csv = Files.newBufferedWriter(export)) {
                new ProfileExport(models.models(), models.activeModel(), now).write(profiles, null, csv);
            }
        }
        if (changes != null) {
            new TopicDump(settings).write(settings.topics().of(TopicRole.CHANGES), changes);
        }
        if (alerts != null) {
            new TopicDump(settings).write(settings.topics().of(TopicRole.ALERTS), alerts);
        }
        if (model != null && models.activeModel().isPresent()) {
            Files.write(model, ModelJson.encode(models.activeModel().get()));
        }
        if (summary != null) {
            writeSummary(summary, result.counts(), dropped, models.highestVersion());
        }
    }

    /**
     * Writes the summary of a demo that does not start, because its input cannot be used.
     *
     * @param dropped the number of input lines that were not sent, by reason
     */
    void writeEmptySummary(Map<String, Long> dropped) throws IOException {
        if (summary != null) {
            writeSummary(summary, Map.of(), dropped, 0);
        }
    }

    private static void writeSummary(Path file, Map<String, Long> counts, Map<String, Long> dropped, int models)
            throws IOException {
        Files.writeString(file, SummaryJson.of(counts, dropped, models).toPrettyString() + "\n");
    }
}
