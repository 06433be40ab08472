package io.rfmstreams.cli;

import java.io.StringWriter;
import java.util.Map;

/**
 * The result of a command line that runs in this process.
 *
 * @param out the text on standard output
 * @param err the text on standard error
 */
public record CommandRun(int exitCode, String out, String err) {

    /** Runs a command line with an empty environment. */
    public static CommandRun of(String... arguments) {
        return in(Map.of(), arguments);
    }

    static CommandRun in(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = RfmStreamsCommand.commandLine(environment)
                .setOut(new TerminalWriter(out, true))
                .setErr(new TerminalWriter(err, true))
                .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
