package io.rfmstreams.app;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Sends each query to a random instance, and to the next one if that is away or answers 503, as load balancers do. */
final class LoadBalancer {

    private static final int UNAVAILABLE = 503;

    private final List<ChildProcessor> instances;
    private final AtomicLong unreachable = new AtomicLong();
    private final AtomicLong unavailable = new AtomicLong();

    LoadBalancer(List<ChildProcessor> instances) {
        this.instances = new CopyOnWriteArrayList<>(instances);
    }

    /** Replaces an instance. */
    void set(int number, ChildProcessor instance) {
        instances.set(number, instance);
    }

    /** Returns the answer of the first instance that is there and does not answer 503; empty if there is none. */
    Optional<HttpResponse<String>> get(String path) {
        List<ChildProcessor> order = new ArrayList<>(instances);
        Collections.shuffle(order);
        for (ChildProcessor instance : order) {
            try {
                HttpResponse<String> answer = instance.get(path);
                if (answer.statusCode() != UNAVAILABLE) {
                    return Optional.of(answer);
                }
                unavailable.incrementAndGet();
            } catch (IOException silent) {
                unreachable.incrementAndGet();
            }
        }
        return Optional.empty();
    }

    /** Returns how often an instance did not respond. */
    long unreachable() {
        return unreachable.get();
    }

    /** Returns how often an instance responded with 503. */
    long unavailable() {
        return unavailable.get();
    }
}
