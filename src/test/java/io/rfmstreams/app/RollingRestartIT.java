package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.contract.CustomerProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Restarts three instances one after the other, as an upgrade does, while orders arrive and customers are asked for.
 * {@code -Dtest.rounds=N} repeats it.
 */
@Timeout(1_800)
class RollingRestartIT {

    private static final int INSTANCES = 3;
    private static final int PARTITIONS = 6;
    private static final int CUSTOMERS = 500;
    private static final int ORDERS_A_SECOND = 100;
    private static final int CALLERS = 2;
    private static final int ANSWERS_BETWEEN = 200;
    private static final int ROUNDS = Integer.getInteger("test.rounds", 1);

    private final EmbeddedTestBroker broker = new EmbeddedTestBroker();
    private final List<ChildProcessor> instances = new ArrayList<>();
    private final Path folder;
    private int starts;

    RollingRestartIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void startBroker() {
        broker.start();
    }

    @AfterEach
    void stop() {
        instances.forEach(ChildProcessor::close);
        broker.close();
    }

    @Test
    void shouldAnswerEachQueryWhileInstancesAreRestarted() throws Exception {
        // Given
        Installation shop =
                Installation.create(broker.bootstrapServers(), "rolling", folder.resolve("state"), PARTITIONS);
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(start(shop, i));
        }
        instances.forEach(ChildProcessor::awaitReady);
        LoadBalancer balancer = new LoadBalancer(instances);
        Duration longestStop = Duration.ZERO;
        try (OrderFeed orders = OrderFeed.start(shop.settings(), CUSTOMERS, ORDERS_A_SECOND)) {
            await().until(() -> shop.profiles().size() == CUSTOMERS);

            // When
            try (AnswerCheck check = AnswerCheck.start(balancer, orders, CALLERS)) {
                for (int i = 0; i < INSTANCES * ROUNDS; i++) {
                    awaitAnswers(check);
                    Duration stop = instances.get(i % INSTANCES).stop();
                    longestStop = stop.compareTo(longestStop) > 0 ? stop : longestStop;
                    ChildProcessor next = start(shop, i % INSTANCES);
                    instances.set(i % INSTANCES, next);
                    next.awaitReady();
                    balancer.set(i % INSTANCES, next);
                }
                awaitAnswers(check);
                check.finish();
                orders.finish();
                report(check, balancer, orders, longestStop);

                // Then
                assertThat(check.wrong()).isEmpty();
                assertThat(check.lost()).isZero();
                await().untilAsserted(() -> assertThat(frequencies(shop)).isEqualTo(sent(orders)));
            }
        }
    }

    private ChildProcessor start(Installation shop, int instance) throws IOException {
        Map<String, String> configuration = new HashMap<>(shop.overrides());
        configuration.put(
                "process.state.dir", folder.resolve("state-" + instance).toString());
        configuration.put("process.standbys", "1");
        configuration.put("process.threads", "1");
        configuration.put("http.token.peer", "for-peers");
        return ChildProcessor.start(configuration, folder.resolve("start-" + starts++ + ".log"));
    }

    private static void awaitAnswers(AnswerCheck check) {
        long enough = check.answers() + check.lost() + ANSWERS_BETWEEN;
        await().until(() -> check.answers() + check.lost() >= enough);
    }

    private static void report(AnswerCheck check, LoadBalancer balancer, OrderFeed orders, Duration longestStop) {
        System.err.printf(
                "%d restarts, %,d orders; %,d queries answered, %,d of them by standbys; wrong: %d, lost: %d; "
                        + "passed on: %,d since an instance was down, %,d since it answered 503; longest stop %.1f s%n",
                INSTANCES * ROUNDS,
                orders.sent(),
                check.answers(),
                check.stale(),
                check.wrong().size(),
                check.lost(),
                balancer.unreachable(),
                balancer.unavailable(),
                longestStop.toMillis() / 1e3);
    }

    private static Map<String, Integer> sent(OrderFeed orders) {
        Map<String, Integer> sent = new TreeMap<>();
        for (int customer = 0; customer < orders.customers(); customer++) {
            sent.put(OrderFeed.id(customer), orders.sent(customer));
        }
        return sent;
    }

    private static Map<String, Integer> frequencies(Installation shop) {
        return shop.profiles().stream()
                .collect(Collectors.toMap(
                        CustomerProfile::customerId,
                        profile -> (int) profile.rfm().frequency(),
                        (one, other) -> other,
                        TreeMap::new));
    }
}
