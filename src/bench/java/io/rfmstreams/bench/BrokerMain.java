package io.rfmstreams.bench;

import io.rfmstreams.demo.EmbeddedBroker;
import java.nio.file.Path;

/** The broker in a process of its own, until its standard input ends. */
public final class BrokerMain {

    static final String READY = "READY ";

    private BrokerMain() {}

    /** @param arguments the folder of its data */
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]))) {
            System.out.println(READY + broker.bootstrapServers());
            System.out.flush();
            while (System.in.read() >= 0) {
                // Nothing is said to it.
            }
        }
        System.exit(0);
    }
}
