package io.rfmstreams.faults;

import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.ChildProcessor;
import io.rfmstreams.app.Installation;
import io.rfmstreams.app.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A broker and processors, each in a JVM of its own. Any of them can be killed, frozen, stopped and started again. A processor
 * keeps its state folder over restarts.
 */
public final class Cluster implements AutoCloseable {

    private final Path folder;
    private final BrokerProcess broker;
    private final Installation installation;
    private final Map<Integer, ChildProcessor> processors = new TreeMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final List<Runnable> onClose = new ArrayList<>();
    private int starts;
    private int kills;

    private Cluster(Path folder, BrokerProcess broker, Installation installation) {
        this.folder = folder;
        this.broker = broker;
        this.installation = installation;
    }

    /**
     * Starts a broker and creates the topics of an installation in event time. There are no processors yet.
     *
     * @param settings configuration that differs from the defaults
     */
    public static Cluster start(Path folder, int partitions, Map<String, String> settings) throws IOException {
        return start(folder, BrokerProcess.start(folder), partitions, settings);
    }

    /** The same with a broker that runs. {@link #close} stops it. */
    public static Cluster start(Path folder, BrokerProcess broker, int partitions, Map<String, String> settings) {
        return start(folder, broker, broker.port(), partitions, settings);
    }

    /** The same behind a proxy. */
    public static Cluster start(
            Path folder, BrokerProcess broker, int proxyPort, int partitions, Map<String, String> settings) {
        Installation installation = Installation.create(
                        "127.0.0.1:" + proxyPort, "faults", folder.resolve("state"), partitions)
                .with("process.threads", "1")
                .with("kafka.main.consumer.session.timeout.ms", "6000")
                .with("http.token.peer", "for-peers");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            installation = installation.with(setting.getKey(), setting.getValue());
        }
        return new Cluster(folder, broker, installation);
    }

    public Installation installation() {
        return installation;
    }

    public Settings settings() {
        return installation.settings();
    }

    public BrokerProcess broker() {
        return broker;
    }

    /** Returns the number of processes that were killed so far. */
    public int kills() {
        return kills;
    }

    /** Sets a variable of the environment of processors that are started later. */
    public void setVariable(String name, String value) {
        variables.put(name, value);
    }

    /** Adds what is to be done when everything has stopped. */
    public void onClose(Runnable action) {
        onClose.add(action);
    }

    /** Returns the folder of the state of a processor. */
    public Path stateFolder(int processor) {
        return folder.resolve("state-" + processor);
    }

    /** Starts a processor, or starts it again. It may not be ready at the return. */
    public void startProcessor(int number) throws IOException {
        startProcessor(number, Map.of());
    }

    /** The same with further settings. */
    public void startProcessor(int number, Map<String, String> settings) throws IOException {
        Map<String, String> configuration = new HashMap<>(installation.overrides());
        configuration.put("process.state.dir", stateFolder(number).toString());
        configuration.putAll(settings);
        Path log = folder.resolve("processor-" + number + "-" + starts++ + ".log");
        processors.put(number, ChildProcessor.start("process", configuration, variables, log));
    }

    /** Starts processors 0 to count − 1 and waits until they are ready. */
    public void startProcessors(int count) throws IOException {
        for (int number = 0; number < count; number++) {
            startProcessor(number);
        }
        awaitReady();
    }

    /** Waits until all processors that were started are ready. */
    public void awaitReady() {
        processors.values().forEach(ChildProcessor::awaitReady);
    }

    /** Waits until one of the processors is ready. */
    public void awaitReady(int number) {
        processor(number).awaitReady();
    }

    /** Returns the processors that were started and not stopped since. */
    public List<Integer> running() {
        return List.copyOf(processors.keySet());
    }

    public ChildProcessor processor(int number) {
        ChildProcessor processor = processors.get(number);
        if (processor == null) {
            throw new IllegalArgumentException("processor " + number + " is not running");
        }
        return processor;
    }

    /** Kills a processor as {@code kill -9} does. */
    public void killProcessor(int number) throws InterruptedException {
        processor(number).kill();
        processors.remove(number);
        kills++;
    }

    /** Stops a processor as {@code kill} does, and waits for its end. */
    public void stopProcessor(int number) throws InterruptedException {
        processor(number).stop();
        processors.remove(number);
    }

    public void killBroker() throws InterruptedException {
        broker.kill();
        kills++;
    }

    public void startBroker() throws IOException {
        broker.restart();
    }

    /** Stops the scheduling of a process, as {@code kill -STOP} does. */
    public static void freeze(long pid) throws IOException, InterruptedException {
        signal("-STOP", pid);
    }

    public static void thaw(long pid) throws IOException, InterruptedException {
        signal("-CONT", pid);
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", signal, String.valueOf(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill " + signal + " " + pid + " ended with " + exit);
        }
    }

    /** Waits until each processor answers. Fails with the log of one that has ended by itself. */
    public void awaitAllAlive() {
        await().until(() -> {
            requireAlive();
            return processors.values().stream().allMatch(ChildProcessor::isReady);
        });
    }

    /** Fails if a processor has ended by itself. */
    public void requireAlive() {
        for (ChildProcessor processor : processors.values()) {
            if (!processor.isAlive()) {
                throw new IllegalStateException("a processor ended: " + processor.log());
            }
        }
    }

    @Override
    public void close() {
        processors.values().forEach(ChildProcessor::close);
        broker.close();
        onClose.forEach(Runnable::run);
    }
}
