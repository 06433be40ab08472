package io.rfmstreams.query.streams;

import io.rfmstreams.contract.UnknownStateFormatException;
import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.PeerReads;
import io.rfmstreams.query.Refusal;
import io.rfmstreams.query.RefusedException;
import io.rfmstreams.query.Sighting;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks other instances. One that does not answer is left alone for a moment, so that few wait for it. */
public final class Peers {

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);
    private static final int OK = 200;

    private final PeerAccess access;
    private final HttpClient client;
    private final Semaphore permits;
    private final Map<HostInfo, Long> away = new ConcurrentHashMap<>();

    public Peers(PeerAccess access) {
        this.access = access;
        this.permits = new Semaphore(access.concurrent());
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(access.timeout());
        client = (access.tls() == null ? builder : builder.sslContext(access.tls())).build();
    }

    /** What came of a question; without a sighting where the instance cannot tell. */
    record Reply(boolean reached, Optional<Sighting> sighting) {

        static final Reply SILENCE = new Reply(false, Optional.empty());
    }

    /**
     * Asks an instance.
     *
     * @param takeCopy whether a copy will do
     * @throws RefusedException with {@link Refusal#OVERLOADED} if too many questions are under way
     */
    Reply ask(HostInfo host, CustomerId customerId, boolean takeCopy) {
        if (isAway(host)) {
            return Reply.SILENCE;
        }
        if (!permits.tryAcquire()) {
            throw new RefusedException(Refusal.OVERLOADED, "too many questions to other instances are under way");
        }
        try {
            HttpResponse<byte[]> response =
                    client.send(request(host, customerId, takeCopy), BodyHandlers.ofByteArray());
            return new Reply(
                    true,
                    response.statusCode() == OK
                            ? Optional.of(SightingBytes.decode(response.body()))
                            : Optional.empty());
        } catch (UnknownStateFormatException otherVersion) {
            LOG.warn("{}:{} runs another version: {}", host.host(), host.port(), otherVersion.getMessage());
            return new Reply(true, Optional.empty());
        } catch (IOException unreachable) {
            LOG.debug("{}:{} does not answer", host.host(), host.port(), unreachable);
            away.put(host, System.nanoTime());
            return Reply.SILENCE;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Refusal.NOT_RUNNING, "the instance is about to end");
        } finally {
            permits.release();
        }
    }

    private boolean isAway(HostInfo host) {
        Long since = away.get(host);
        if (since == null) {
            return false;
        }
        if (System.nanoTime() - since < LEFT_ALONE.toNanos()) {
            return true;
        }
        away.remove(host, since);
        return false;
    }

    private HttpRequest request(HostInfo host, CustomerId customerId, boolean takeCopy) {
        String id =
                URLEncoder.encode(customerId.value(), StandardCharsets.UTF_8).replace("+", "%20");
        String name = host.host().contains(":") ? "[" + host.host() + "]" : host.host();
        String scheme = access.tls() == null ? "http://" : "https://";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(scheme + name + ":" + host.port() + PeerReads.PATH + id))
                .timeout(access.timeout())
                .header(PeerReads.HOP_HEADER, takeCopy ? PeerReads.COPY_WILL_DO : PeerReads.OWNER_ONLY);
        if (!access.token().isEmpty()) {
            request.header("Authorization", "Bearer " + access.token());
        }
        return request.build();
    }
}
