package io.rfmstreams.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients that watch events. Every quarter of a second one message with the new events goes to all of them, encoded
 * once. A message with the state of the read model follows each second, which also shows the client, and the proxies on
 * the way, that the connection is alive.
 */
final class EventStreams implements AutoCloseable {

    /** More clients are rejected. */
    static final int MAX_STREAMS = 100;

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int PAUSES_PER_STATE = 4;
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final LiveEvents events;
    private final Supplier<String> state;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "http-events");
    private volatile boolean closed;

    /**
     * Creates the streams.
     *
     * @param state the state of the read model, a JSON object in one line
     */
    EventStreams(LiveEvents events, Supplier<String> state, MeterRegistry meters) {
        this.events = events;
        this.state = state;
        Gauge.builder("rfm.http.event.streams", places, AtomicInteger::get)
                .description("Clients that watch events")
                .register(meters);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a place for a client. Returns whether there was one. */
    boolean takePlace() {
        if (places.incrementAndGet() <= MAX_STREAMS) {
            return true;
        }
        places.decrementAndGet();
        return false;
    }

    /** Gives back a place whose client has gone. */
    void leave(EventStream stream) {
        if (streams.remove(stream)) {
            places.decrementAndGet();
        }
    }

    /** Adds a client that has a place. It gets the latest events first, and each later one once. */
    synchronized void add(EventStream stream) {
        streams.add(stream);
        stream.send(message("latest", batch(events.latest())));
        stream.start();
        if (closed) {
            stream.close();
        }
    }

    private void run() {
        for (int pauses = 1; !closed; pauses++) {
            try {
                sendNews(pauses % PAUSES_PER_STATE == 0);
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException fault) {
                LOG.error("Events could not be sent", fault); // The next ones may be.
            }
        }
    }

    private synchronized void sendNews(boolean withState) {
        LiveEvents.Batch news = events.take();
        if (news.count() > 0) {
            send(message("news", batch(news)));
        }
        if (withState && !streams.isEmpty()) {
            send(message("state", state.get()));
        }
    }

    private void send(byte[] message) {
        streams.forEach(stream -> stream.send(message));
    }

    private static String batch(LiveEvents.Batch batch) {
        return batch.events().stream()
                .map(event -> "{\"type\":\"" + event.type().name().toLowerCase(Locale.ROOT) + "\",\"message\":"
                        + event.json() + "}")
                .collect(Collectors.joining(",", "{\"count\":" + batch.count() + ",\"events\":[", "]}"));
    }

    private static byte[] message(String event, String data) {
        return ("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        streams.forEach(EventStream::close);
    }
}
