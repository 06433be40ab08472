package io.rfmstreams.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a running demo, with example commands.
 *
 * @param port the port of the REST API
 * @param bootstrapServers the address of the demo's Kafka
 * @param customerId the id of a customer; null if there are no customers
 * @param segmentId a segment that has customers; null if there is none
 */
record DemoAddresses(
        int port,
        String bootstrapServers,
        @Nullable String customerId,
        @Nullable String segmentId) {

    void print(PrintWriter out) {
        String api = "http://127.0.0.1:" + port;
        String kafka = " -D kafka.bootstrap.servers=" + bootstrapServers;
        out.println("Dashboard: " + api + "/");
        out.println();
        out.println("The REST API listens on " + api + " until the demo stops. For example:");
        out.println("  curl " + api + (customerId == null ? "/v1" : ApiClient.customer(customerId)));
        out.println();
        out.println("Kafka listens on " + bootstrapServers + " until the demo stops. For example:");
        out.println("  java -jar target/rfm-streams.jar models list" + kafka);
        out.println("  java -jar target/rfm-streams.jar export" + (segmentId == null ? "" : " --segment " + segmentId)
                + kafka);
        out.println();
        out.println("Press Ctrl-C to stop the demo.");
        out.flush();
    }
}
