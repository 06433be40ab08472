package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Connects assistants that start a command. It passes messages of the Model Context Protocol, a line each, to a running
 * server, and writes the answers, a line each. So an assistant needs no read model of its own, and the tools are those of the
 * server.
 */
final class McpBridge {

    private static final String PATH = "/mcp";
    private static final int CONCURRENT_REQUESTS = 4;
    private static final int INTERNAL_ERROR = -32603;
    private static final long MAX_REQUEST_SECONDS = 30;
    private static final String UNREACHABLE = "cannot connect to";

    private final ApiClient server;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * Creates a bridge.
     *
     * @param out gets nothing but answers
     * @param err gets what the user of the assistant should know
     */
    McpBridge(ApiClient server, PrintWriter out, PrintWriter err) {
        this.server = server;
        this.out = out;
        this.err = err;
    }

    /** Passes all messages, and returns when the assistant has closed the stream and each has its answer. */
    void run(BufferedReader messages) throws IOException {
        warnIfAway();
        ExecutorService requests = Executors.newFixedThreadPool(CONCURRENT_REQUESTS);
        try {
            for (String message = messages.readLine(); message != null; message = messages.readLine()) {
                if (!message.isBlank()) {
                    String one = message;
                    requests.execute(() -> pass(one));
                }
            }
        } finally {
            requests.shutdown();
        }
        awaitAnswers(requests);
    }

    /** Assistants start at any time: the server may come later. */
    private void warnIfAway() {
        try {
            server.get("/v1");
        } catch (IllegalStateException away) {
            report(away);
        }
    }

    private static void awaitAnswers(ExecutorService requests) {
        try {
            requests.awaitTermination(MAX_REQUEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(String message) {
        try {
            String answer = server.post(PATH, message);
            if (!answer.isBlank()) {
                write(answer);
            }
        } catch (IllegalStateException failed) {
            report(failed);
            JsonNode id = ApiClient.json(message).path("id");
            if (id.isValueNode() && !id.isNull()) {
                write(error(id, explained(failed)));
            }
        }
    }

    private void report(IllegalStateException failed) {
        err.println("rfm-streams insights --mcp: " + explained(failed));
    }

    private static String explained(IllegalStateException failed) {
        String message = String.valueOf(failed.getMessage());
        return message.startsWith(UNREACHABLE)
                ? message + "; an assistant needs a running insights or demo, which --url names"
                : message;
    }

    private static String error(JsonNode id, String message) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.putObject("error").put("code", INTERNAL_ERROR).put("message", message);
        return answer.toString();
    }

    private synchronized void write(String answer) {
        out.print(answer + "\n");
        out.flush();
    }
}
