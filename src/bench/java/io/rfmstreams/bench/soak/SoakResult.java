package io.rfmstreams.bench.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.bench.Machine;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The result of a soak as JSON. Flat is what has in the last third of the time the same mean as in the second third. */
final class SoakResult {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int SHOWN_DIFFERENCES = 20;

    private SoakResult() {}

    static String json(
            SoakOptions options,
            List<SoakSample> samples,
            SoakLoad.Sent sent,
            SoakQueries.Answers answers,
            SoakCheck.Checked checked) {
        ObjectNode root = JSON.createObjectNode();
        Machine.addTo(root);
        root.putObject("settings")
                .put("minutes", options.minutes())
                .put("eventsPerSecond", options.rate())
                .put("queriesPerSecond", options.queries())
                .put("customers", options.customers())
                .put("windowDays", SoakOptions.WINDOW_DAYS)
                .put("secondsPerDay", options.secondsPerDay())
                .put("trainEvery", options.trainEvery().toString())
                .put("jvm", options.jvm());
        root.putObject("load")
                .put("events", sent.events())
                .put("duplicates", sent.duplicates())
                .put("queriesAnswered", answers.answered())
                .put("queriesForUnknownCustomers", answers.unknown())
                .put("queriesFailed", answers.failed());
        ObjectNode compared = root.putObject("comparedWithTheOracle")
                .put("orders", checked.orders())
                .put("customers", checked.customers())
                .put("segmentChanges", checked.changes())
                .put("alerts", checked.alerts())
                .put("models", checked.models())
                .put("differences", checked.differences().size());
        var first = compared.putArray("firstDifferences");
        checked.differences().stream().limit(SHOWN_DIFFERENCES).forEach(first::add);
        ObjectNode flat = root.putObject("meanOfSecondAndLastThird");
        thirds(flat, "residentMiB", samples, SoakSample::residentMiB);
        thirds(flat, "heapAfterCollectionMiB", samples, SoakSample::heapMiB);
        thirds(flat, "rocksDbMiB", samples, SoakSample::rocksMiB);
        thirds(flat, "stateFolderMiB", samples, SoakSample::stateMiB);
        thirds(flat, "lagEvents", samples, SoakSample::lag);
        thirds(flat, "commitAgeMillis", samples, SoakSample::commitAgeMillis);
        thirds(flat, "queryMillis99", samples, SoakSample::queryMillis);
        var all = root.putArray("samples");
        samples.forEach(sample -> all.addObject()
                .put("seconds", Math.round(sample.seconds()))
                .put("residentMiB", rounded(sample.residentMiB()))
                .put("heapAfterCollectionMiB", rounded(sample.heapMiB()))
                .put("rocksDbMiB", rounded(sample.rocksMiB()))
                .put("stateFolderMiB", rounded(sample.stateMiB()))
                .put("lagEvents", sample.lag())
                .put("commitAgeMillis", rounded(sample.commitAgeMillis()))
                .put("sent", sample.sent())
                .put("queryMillis99", rounded(sample.queryMillis()))
                .put("queriesFailed", sample.failedQueries()));
        return root.toPrettyString() + "\n";
    }

    private static void thirds(
            ObjectNode to, String name, List<SoakSample> samples, ToDoubleFunction<SoakSample> measure) {
        int third = samples.size() / 3;
        double second = mean(samples.subList(third, 2 * third), measure);
        double last = mean(samples.subList(2 * third, samples.size()), measure);
        to.putObject(name)
                .put("second", rounded(second))
                .put("last", rounded(last))
                .put("ratio", Math.round(last / second * 1_000) / 1_000.0);
    }

    private static double mean(List<SoakSample> samples, ToDoubleFunction<SoakSample> measure) {
        return samples.stream()
                .mapToDouble(measure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
