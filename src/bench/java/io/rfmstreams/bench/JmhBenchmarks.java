package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs all JMH benchmarks of the parts that every purchase passes, and writes their results. */
public final class JmhBenchmarks {

    private static final Path RESULT = Path.of("src/bench/results/jmh.json");
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private JmhBenchmarks() {}

    /** @param arguments a part of the names of the benchmarks to run; without it, all run and the result is written */
    public static void main(String[] arguments) throws Exception {
        OptionsBuilder options = new OptionsBuilder();
        options.include(arguments.length == 0 ? "io.rfmstreams" : arguments[0]).addProfiler(GCProfiler.class);
        Collection<RunResult> results = new Runner(options.build()).run();
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        Machine.addTo(root);
        List<RunResult> sorted = results.stream()
                .sorted(Comparator.comparing(each -> each.getParams().getBenchmark()))
                .toList();
        for (RunResult each : sorted) {
            String name = each.getParams().getBenchmark();
            Result<?> time = each.getPrimaryResult();
            Result<?> allocated = each.getSecondaryResults().get(ALLOCATED);
            ObjectNode node = root.putObject(name.replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"))
                    .put("nanos", Math.round(time.getScore() * 10) / 10.0);
            if (!Double.isNaN(time.getScoreError())) {
                node.put("error", Math.round(time.getScoreError() * 10) / 10.0);
            }
            if (allocated != null) {
                node.put("allocatedBytes", Math.round(allocated.getScore()));
            }
        }
        System.out.println(json.writeValueAsString(root));
        if (arguments.length == 0) {
            Files.writeString(RESULT, json.writeValueAsString(root) + "\n");
        }
    }
}
