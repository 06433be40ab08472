package io.rfmstreams.bench.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.bench.child.ChildBroker;
import io.rfmstreams.bench.child.ChildProcessor;
import io.rfmstreams.bench.child.JvmProbe;
import io.rfmstreams.bench.recovery.RecoveryCase.Membership;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Utils;

/** Two instances that share the customers of an installation, and the loss of one of them. */
final class RecoveryRun implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long BEFORE_MILLIS = 8_000;
    private static final long STEADY_MILLIS = 8_000;
    private static final long PROCESSES_WITHIN_MILLIS = 4_000;
    private static final long UNRESTORED_RECORDS = 100;
    private static final long NANOS_LIMIT = 900_000_000_000L;
    private static final Pattern OWNED = Pattern.compile("(?m)^rfm_customers\\{.*partition=\"(\\d+)\"");

    private final Path folder;
    private final List<String> jvm;
    private final int customers;
    private final RecoveryShop shop;
    private final List<String> probes = ProbeCustomers.of(RecoveryShop.PARTITIONS);
    private int starts;

    /** @param jvm options of the JVMs of the instances */
    RecoveryRun(ChildBroker broker, Path folder, List<String> jvm, int customers) {
        this.folder = folder;
        this.jvm = jvm;
        this.customers = customers;
        shop = new RecoveryShop(broker.bootstrapServers());
    }

    /** Processes the orders of all customers, so that the changelogs hold the state. */
    void load(int orders) throws Exception {
        shop.send(customers, orders);
        try (ChildProcessor processor = start("a", Map.of())) {
            processor.awaitReady();
            shop.awaitProcessed(() -> !processor.isAlive());
            processor.stop();
        }
        reset();
    }

    /** Starts two instances without state, waits until they have it, and takes one of them away. */
    void measure(RecoveryCase what, ObjectNode result) throws Exception {
        if (what.membership() == Membership.STREAMS) {
            setStandbysOfGroup(what.standbys());
        }
        try (ChildProcessor stays = start("a", what.configuration("a"));
                ChildProcessor goes = start("b", what.configuration("b"))) {
            stays.awaitReady();
            goes.awaitReady();
            awaitState(stays, goes);
            Set<Integer> lost = owned(goes);
            try (ProcessingWatch processing = ProcessingWatch.start(shop.settings(), probes)) {
                await(() -> processing.hasAllWithin(PROCESSES_WITHIN_MILLIS), "the first profiles");
                try (QueryWatch queries = QueryWatch.start(stays, probes)) {
                    Thread.sleep(BEFORE_MILLIS);
                    long then = System.nanoTime();
                    if (what.isKilled()) {
                        ProcessHandle.of(goes.pid()).ifPresent(ProcessHandle::destroyForcibly);
                    } else {
                        goes.stop();
                    }
                    ObjectNode measured =
                            describe(what, lost, result).put("stopSeconds", what.isKilled() ? 0 : secondsSince(then));
                    if (what.returns()) {
                        try (ChildProcessor again = start("b", what.configuration("b"))) {
                            again.awaitReady();
                            measured.put("readyAgainSeconds", secondsSince(then));
                            awaitSteady(processing);
                            report(measured, then, lost, processing, queries);
                            again.stop();
                        }
                    } else {
                        awaitSteady(processing);
                        report(measured, then, lost, processing, queries);
                    }
                }
            }
            stays.stop();
        } finally {
            reset();
        }
    }

    private ObjectNode describe(RecoveryCase what, Set<Integer> lost, ObjectNode result) {
        return result.put("membership", what.membership().name().toLowerCase(Locale.ROOT))
                .put("standbys", what.standbys())
                .put("event", what.event())
                .put("customers", customers)
                .put("partitionsOfTheInstance", lost.size());
    }

    private void report(
            ObjectNode measured, long then, Set<Integer> lost, ProcessingWatch processing, QueryWatch queries) {
        double longest = 0;
        double longestOfOthers = 0;
        for (int partition = 0; partition < probes.size(); partition++) {
            double gap = processing.longestGap(partition, then);
            if (lost.contains(partition)) {
                longest = Math.max(longest, gap);
            } else {
                longestOfOthers = Math.max(longestOfOthers, gap);
            }
        }
        measured.put("secondsWithoutProcessing", longest)
                .put("secondsWithoutProcessingElsewhere", longestOfOthers)
                .put("unansweredUntilSeconds", queries.unansweredUntil(then))
                .put("staleUntilSeconds", queries.staleUntil(then))
                .put("answeredShare", queries.answeredShare(then));
    }

    /** Waits until each instance owns half of the partitions, and restores nothing. */
    private void awaitState(ChildProcessor stays, ChildProcessor goes) throws Exception {
        int half = RecoveryShop.PARTITIONS / 2;
        await(() -> owned(stays).size() == half && owned(goes).size() == half, "balanced instances");
        try (JvmProbe first = JvmProbe.attach(stays.pid());
                JvmProbe second = JvmProbe.attach(goes.pid())) {
            await(() -> lag(first) + lag(second) <= UNRESTORED_RECORDS, "restored replicas");
        }
    }

    private static long lag(JvmProbe probe) {
        try {
            return probe.restoreLag();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static void awaitSteady(ProcessingWatch processing) throws InterruptedException {
        long since = System.nanoTime();
        long end = since + NANOS_LIMIT;
        while (System.nanoTime() - since < STEADY_MILLIS * 1_000_000) {
            if (!processing.hasAllWithin(PROCESSES_WITHIN_MILLIS)) {
                since = System.nanoTime();
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not all partitions are processed");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + NANOS_LIMIT;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited too long for " + what);
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** Returns the partitions that an instance processes. */
    private static Set<Integer> owned(ChildProcessor instance) {
        try {
            Matcher rows = OWNED.matcher(instance.get("/metrics").body());
            return rows.results().map(row -> Integer.valueOf(row.group(1))).collect(Collectors.toSet());
        } catch (IOException notNow) {
            return Set.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }

    private ChildProcessor start(String name, Map<String, String> others) throws IOException {
        Map<String, String> configuration = new HashMap<>(others);
        configuration.put("process.state.dir", folder.resolve(name).toString());
        configuration.put("process.threads", "1");
        return ChildProcessor.start(
                shop.configuration(configuration), jvm, folder.resolve(name + "-" + starts++ + ".log"));
    }

    /** Deletes the state on disk, and removes members that have stayed in the group. */
    private void reset() throws Exception {
        Utils.delete(folder.resolve("a").toFile());
        Utils.delete(folder.resolve("b").toFile());
        try {
            shop.admin()
                    .removeMembersFromConsumerGroup(RecoveryShop.NAME, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (ExecutionException noMembers) {
            // a group without members, or of the streams protocol: its members have left
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private void setStandbysOfGroup(int standbys) throws Exception {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, RecoveryShop.NAME);
        ConfigEntry replicas = new ConfigEntry("streams.num.standby.replicas", String.valueOf(standbys));
        shop.admin()
                .incrementalAlterConfigs(Map.of(group, List.of(new AlterConfigOp(replicas, OpType.SET))))
                .all()
                .get();
    }

    @Override
    public void close() {
        shop.close();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
