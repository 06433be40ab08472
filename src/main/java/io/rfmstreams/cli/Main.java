package io.rfmstreams.cli;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Starts the command line. */
public final class Main {

    /** The log level of the program. */
    static final String LOG_LEVEL = "rfm.log.level";

    /** The log level of Kafka Streams for the state directory. */
    static final String STATE_LOG_LEVEL = "rfm.log.state.level";

    private Main() {}

    /** Runs the program. The system property {@code rfm.log.level} sets the log level. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("demo")) {
            setDefault(LOG_LEVEL, "WARN"); // the demo prints its progress itself
            setDefault(STATE_LOG_LEVEL, "ERROR"); // the state directory is intentionally temporary
        }
        PrintWriter out = new TerminalWriter(writer(System.out), false);
        PrintWriter err = new TerminalWriter(writer(System.err), true);
        int exitCode = RfmStreamsCommand.commandLine(System.getenv())
                .setOut(out)
                .setErr(err)
                .execute(args);
        if (out.checkError()) {
            err.println("rfm-streams: cannot write to standard output");
            exitCode = Math.max(exitCode, CommandLine.ExitCode.SOFTWARE);
        }
        System.exit(exitCode);
    }

    private static Writer writer(OutputStream stream) {
        return new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
