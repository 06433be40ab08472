package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How an answer of the REST interface is shown. */
final class AnswerOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints the answer as it is.")
    private boolean json;

    /** Prints an answer as it came, or as the command shows it. */
    void print(String answer, BiConsumer<JsonNode, PrintWriter> show) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer);
        } else {
            show.accept(ApiClient.json(answer), out);
        }
        out.flush();
    }
}
