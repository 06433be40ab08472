package io.rfmstreams.cli;

/** Starts the command line. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(RfmStreamsCommand.commandLine(System.getenv()).execute(args));
    }
}
