package io.rfmstreams.query.streams;

import io.rfmstreams.contract.UnknownStateFormatException;
import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.PeerReader;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QueryException;
import io.rfmstreams.query.StoredCustomer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries other instances. An instance that does not respond is not queried again for a second, so that few requests
 * wait for it. A patient query ignores that if the instance was only slow.
 */
public final class Peers {

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration WARN_EVERY = Duration.ofMinutes(1);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final PeerAccess access;
    private final LongSupplier nanoTime;
    private final HttpClient client;
    private final Semaphore permits;
    private final Map<HostInfo, Failure> unreachable = new ConcurrentHashMap<>();
    private final Map<HostInfo, Long> warned = new ConcurrentHashMap<>();

    public Peers(PeerAccess access) {
        this(access, System::nanoTime);
    }

    /** @param nanoTime measures how long ago an instance did not respond, such as {@link System#nanoTime} */
    Peers(PeerAccess access, LongSupplier nanoTime) {
        this.access = access;
        this.nanoTime = nanoTime;
        this.permits = new Semaphore(access.concurrent());
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY);
        client = (access.tls() == null ? builder : builder.sslContext(access.tls())).build();
    }

    /** The kind of reply. */
    enum Outcome {
        ANSWERED,
        /** The instance responded but could not answer. */
        UNAVAILABLE,
        /** The instance did not respond. */
        UNREACHABLE,
        /** The query was not sent, because too many queries are in progress. */
        NOT_SENT
    }

    /**
     * The last query without a response.
     *
     * @param at in nanoseconds
     * @param isSlow whether it timed out; otherwise the connection failed
     */
    private record Failure(long at, boolean isSlow) {}

    /** The reply to a query. It contains a customer if the instance answered. */
    record Reply(Outcome outcome, Optional<StoredCustomer> storedCustomer) {

        private static Reply without(Outcome outcome) {
            return new Reply(outcome, Optional.empty());
        }
    }

    /**
     * Queries an instance.
     *
     * @param allowStandby whether a standby replica may answer
     */
    Reply query(HostInfo host, CustomerId customerId, boolean allowStandby) {
        if (isUnreachable(host)) {
            return Reply.without(Outcome.UNREACHABLE);
        }
        return send(host, customerId, allowStandby, access.timeout());
    }

    /** Queries the owner of a customer once more, with a longer timeout. */
    Reply queryPatiently(HostInfo host, CustomerId customerId, Duration timeout) {
        Failure last = unreachable.get(host);
        if (last != null && !last.isSlow() && isUnreachable(host)) {
            return Reply.without(Outcome.UNREACHABLE);
        }
        return send(host, customerId, false, timeout);
    }

    private Reply send(HostInfo host, CustomerId customerId, boolean allowStandby, Duration timeout) {
        if (!permits.tryAcquire()) {
            return Reply.without(Outcome.NOT_SENT);
        }
        try {
            Reply reply = reply(
                    host, client.send(request(host, customerId, allowStandby, timeout), BodyHandlers.ofByteArray()));
            unreachable.remove(host);
            return reply;
        } catch (IOException noResponse) {
            LOG.debug("{}:{} does not respond", host.host(), host.port(), noResponse);
            unreachable.put(host, new Failure(nanoTime.getAsLong(), noResponse instanceof HttpTimeoutException));
            return Reply.without(Outcome.UNREACHABLE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new QueryException(QueryError.NOT_RUNNING, "the instance is stopping");
        } finally {
            permits.release();
        }
    }

    private Reply reply(HostInfo host, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == OK && response.body().length > 0) {
            try {
                return new Reply(Outcome.ANSWERED, Optional.of(StoredCustomerFormat.decode(response.body())));
            } catch (UnknownStateFormatException otherVersion) {
                warn(host, "runs another version: " + otherVersion.getMessage());
            }
        } else if (status == OK) {
            warn(host, "sent an empty response: http.advertised may name another service");
        } else if (status == UNAUTHORIZED || status == FORBIDDEN) {
            warn(host, "rejected the peer token: http.token.peer must be the same on all instances");
        }
        return Reply.without(Outcome.UNAVAILABLE);
    }

    private void warn(HostInfo host, String what) {
        long now = nanoTime.getAsLong();
        Long before = warned.get(host);
        if (before == null || now - before >= WARN_EVERY.toNanos()) {
            warned.put(host, now);
            LOG.warn("Instance {}:{} {}", host.host(), host.port(), what);
        }
    }

    /**
     * Returns whether the instance failed to respond recently. After a while, one caller gets false and tries again.
     */
    private boolean isUnreachable(HostInfo host) {
        Failure last = unreachable.get(host);
        return last != null
                && (nanoTime.getAsLong() - last.at() < RETRY_AFTER.toNanos()
                        || !unreachable.replace(host, last, new Failure(nanoTime.getAsLong(), last.isSlow())));
    }

    private HttpRequest request(HostInfo host, CustomerId customerId, boolean allowStandby, Duration timeout) {
        String id =
                URLEncoder.encode(customerId.value(), StandardCharsets.UTF_8).replace("+", "%20");
        String name = host.host().contains(":") ? "[" + host.host() + "]" : host.host();
        String scheme = access.tls() == null ? "http://" : "https://";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(scheme + name + ":" + host.port() + PeerReader.PATH + id))
                .timeout(timeout)
                .header(PeerReader.HOP_HEADER, allowStandby ? PeerReader.ALLOW_STANDBY : PeerReader.OWNER_ONLY);
        if (!access.token().isEmpty()) {
            request.header("Authorization", "Bearer " + access.token());
        }
        return request.build();
    }
}
