package io.rfmstreams.cli;

import java.io.StringWriter;
import java.util.Map;

/**
 * One run of the command line in this process.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandRun(int exitCode, String out, String err) {

    /** Runs a command line without any environment. */
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
