package io.rfmstreams.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.app.ChildProcessor;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What a processor answers about customers: the content of the stores of all processors. */
final class Answers {

    private Answers() {}

    /** Returns the state of each customer in the form of {@link Oracle#states}, or the answer if it is not good. */
    static Map<String, String> of(Cluster cluster, Collection<String> customers, long end) {
        cluster.awaitAllAlive();
        ChildProcessor processor = cluster.processor(cluster.running().get(0));
        Map<String, String> answers = new TreeMap<>();
        for (String customer : customers) {
            HttpResponse<String> answer =
                    await().until(() -> processor.get("/v1/customers/" + customer), Answers::isNotToBeRepeated);
            JsonNode body = Differences.json(answer.body());
            answers.put(customer, answer.statusCode() == 200 ? Differences.state(body, end) : answer.body());
        }
        return answers;
    }

    /** Returns whether this is an answer; with 503 a processor asks to send the request again. */
    private static boolean isNotToBeRepeated(HttpResponse<String> answer) {
        return answer.statusCode() != 503;
    }
}
