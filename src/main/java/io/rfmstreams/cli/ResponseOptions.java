package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --json}, which controls how a command prints a response of the REST API. */
final class ResponseOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints the response as JSON.")
    private boolean json;

    /** Prints a response as JSON or formatted. */
    void print(String response, BiConsumer<JsonNode, PrintWriter> format) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(response);
        } else {
            format.accept(ApiClient.json(response), out);
        }
        out.flush();
    }
}
