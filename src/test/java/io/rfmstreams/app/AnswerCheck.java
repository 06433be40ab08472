package io.rfmstreams.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks for random customers of an {@link OrderFeed} and checks each answer: an answer shows the first n orders of the
 * customer, of those that were sent. Without the mark {@code stale} it shows no less than an earlier answer without the mark.
 */
final class AnswerCheck implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final LoadBalancer balancer;
    private final OrderFeed orders;
    private final AtomicIntegerArray seen;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong stale = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean closing = new AtomicBoolean();
    private final List<Thread> callers = new ArrayList<>();

    private AnswerCheck(LoadBalancer balancer, OrderFeed orders) {
        this.balancer = balancer;
        this.orders = orders;
        this.seen = new AtomicIntegerArray(orders.customers());
    }

    /** Starts to ask from several threads. */
    static AnswerCheck start(LoadBalancer balancer, OrderFeed orders, int callers) {
        AnswerCheck check = new AnswerCheck(balancer, orders);
        for (int caller = 0; caller < callers; caller++) {
            Random random = new Random(caller);
            Thread thread = new Thread(
                    () -> {
                        while (!check.closing.get()) {
                            check.ask(random.nextInt(orders.customers()));
                        }
                    },
                    "caller-" + caller);
            thread.start();
            check.callers.add(thread);
        }
        return check;
    }

    private void ask(int customer) {
        int least = seen.get(customer);
        Optional<HttpResponse<String>> answer = balancer.get("/v1/customers/" + OrderFeed.id(customer));
        if (answer.isEmpty()) {
            lost.incrementAndGet();
            return;
        }
        answers.incrementAndGet();
        if (answer.get().statusCode() != OK) {
            wrong.add(answer.get().statusCode() + ": " + answer.get().body());
            return;
        }
        JsonNode body = json(answer.get().body());
        int frequency = body.path("rfm").path("frequency").asInt();
        boolean isStale = body.path("stale").asBoolean();
        if (!isRight(customer, body) || (!isStale && frequency < least)) {
            wrong.add("seen " + least + " orders before: " + body);
        }
        if (isStale) {
            stale.incrementAndGet();
        } else {
            seen.accumulateAndGet(customer, frequency, Math::max);
        }
    }

    private boolean isRight(int customer, JsonNode body) {
        int frequency = body.path("rfm").path("frequency").asInt();
        return frequency >= 1
                && frequency <= orders.sent(customer)
                && body.path("customerId").asText().equals(OrderFeed.id(customer))
                && body.path("rfm").path("monetary").asInt() == frequency * OrderFeed.AMOUNT
                && body.path("firstPurchaseAt").asText().equals(OrderFeed.timeOf(1))
                && body.path("lastPurchaseAt").asText().equals(OrderFeed.timeOf(frequency));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance(); // is wrong
        }
    }

    /** Returns the answers that are wrong. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Returns how many queries no instance answered. */
    long lost() {
        return lost.get();
    }

    /** Returns how many queries were answered. */
    long answers() {
        return answers.get();
    }

    /** Returns how many answers came from standby replicas and are marked so. */
    long stale() {
        return stale.get();
    }

    /** Asks no more. */
    void finish() {
        closing.set(true);
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        finish();
    }
}
