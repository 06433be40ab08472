package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Finds the segment of an RFM value under the active model. */
@Command(
        name = "score",
        description =
                "Shows the segment with the nearest centroid under the active model, as returned by the REST API.",
        mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ApiOptions api;

    @Mixin
    private ResponseOptions response;

    @Parameters(index = "0", paramLabel = "RECENCY", description = "Days since the last order.")
    private double recency;

    @Parameters(index = "1", paramLabel = "FREQUENCY", description = "Orders in the window.")
    private double frequency;

    @Parameters(index = "2", paramLabel = "MONETARY", description = "Sum of their amounts.")
    private double monetary;

    @Override
    public Integer call() {
        String request = String.format(
                Locale.ROOT, "{\"recency\":%s,\"frequency\":%s,\"monetary\":%s}", recency, frequency, monetary);
        String score = api.client(options.configuration()).post("/v1/score", request);
        response.print(score, ScoreCommand::print);
        return ExitCode.OK;
    }

    private static void print(JsonNode score, PrintWriter out) {
        out.println(score.path("segmentName").asText() + " (rank "
                + score.path("rank").asText() + ") under model "
                + score.path("modelVersion").asText() + ": "
                + score.path("action").asText());
        JsonNode scores = score.path("scores");
        if (scores.isObject()) {
            out.println("scores: recency " + scores.path("recency").asText() + ", frequency "
                    + scores.path("frequency").asText() + ", monetary "
                    + scores.path("monetary").asText()
                    + (scores.path("highValue").asBoolean() ? ", high value" : ""));
        }
        ReturnProbability.of(score).ifPresent(probability -> out.println("return probability: " + probability));
        TextTable table = new TextTable("segment", "distance");
        for (JsonNode distance : score.path("distances")) {
            table.row(
                    distance.path("segment").asText(),
                    TextTable.decimal(4, distance.path("distance").asDouble()));
        }
        table.print(out);
    }
}
