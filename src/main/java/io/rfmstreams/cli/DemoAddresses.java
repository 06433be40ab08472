package io.rfmstreams.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Where a demo can be asked while it runs.
 *
 * @param port of the REST interface
 * @param bootstrapServers of its Kafka
 * @param customerId one of its customers; null where there are none
 * @param segmentId a segment that has customers; null where there is none
 */
record DemoAddresses(
        int port,
        String bootstrapServers,
        @Nullable String customerId,
        @Nullable String segmentId) {

    void print(PrintWriter out) {
        String api = "http://127.0.0.1:" + port;
        String kafka = " -D kafka.bootstrap.servers=" + bootstrapServers;
        out.println("The REST interface is at " + api + " while this runs. Ask it, for example:");
        out.println("  curl " + api + (customerId == null ? "/" : ApiClient.customer(customerId)));
        out.println();
        out.println("Kafka listens on " + bootstrapServers + " while this runs. Ask it, for example:");
        out.println("  java -jar target/rfm-streams.jar models list" + kafka);
        out.println("  java -jar target/rfm-streams.jar export" + (segmentId == null ? "" : " --segment " + segmentId)
                + kafka);
        out.println();
        out.println("Running until Ctrl-C.");
        out.flush();
    }
}
