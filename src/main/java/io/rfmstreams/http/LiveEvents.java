package io.rfmstreams.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The events for the clients that watch. The latest are kept, so that a client that has just connected sees something.
 * If more arrive than are sent, only the latest are sent, with the number of all: nobody reads thousands of lines a second.
 */
public final class LiveEvents {

    private static final int MAX_KEPT = 40;

    private final ArrayDeque<LiveEvent> latest = new ArrayDeque<>();
    private long published;
    private long taken;

    /**
     * Events in the order in which they happened.
     *
     * @param count number of events since the last batch, of which {@code events} are the latest
     */
    record Batch(long count, List<LiveEvent> events) {}

    /** Adds an event. */
    public synchronized void publish(LiveEvent event) {
        published++;
        latest.addLast(event);
        if (latest.size() > MAX_KEPT) {
            latest.removeFirst();
        }
    }

    /** Returns the latest events that were taken. */
    synchronized Batch latest() {
        List<LiveEvent> events = new ArrayList<>(latest);
        long untaken = Math.min(events.size(), published - taken);
        List<LiveEvent> sent = List.copyOf(events.subList(0, (int) (events.size() - untaken)));
        return new Batch(sent.size(), sent);
    }

    /** Returns the events since the last call. */
    synchronized Batch take() {
        long count = published - taken;
        taken = published;
        List<LiveEvent> events = new ArrayList<>(latest);
        return new Batch(count, List.copyOf(events.subList((int) Math.max(0, events.size() - count), events.size())));
    }
}
