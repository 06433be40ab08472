package io.rfmstreams.app;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Sends each query to a random instance, and to the next one if that does not answer it, as load balancers do. */
final class LoadBalancer {

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

    /** Returns the answer with status 200 of the first instance that has one; empty if none has. */
    Optional<HttpResponse<String>> get(String path) {
        List<ChildProcessor> order = new ArrayList<>(instances);
        Collections.shuffle(order);
        for (ChildProcessor instance : order) {
            try {
                HttpResponse<String> answer = instance.get(path);
                if (answer.statusCode() == 200) {
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

    /** Returns how often an instance responded with another status than 200. */
    long unavailable() {
        return unavailable.get();
    }
}
