package io.rfmstreams.faults;

import static org.awaitility.Awaitility.await;

import io.rfmstreams.JavaCommand;
import io.rfmstreams.demo.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The embedded broker in a JVM of its own, which can be killed and frozen. A restart has the same port and data. */
public final class BrokerProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("The broker listens on 127\\.0\\.0\\.1:(\\d+)");

    private static final List<String> JVM = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=src/main/resources/logback.xml");

    private final Path folder;
    private final int proxyPort;
    private Process process;
    private int starts;
    private int port;

    private BrokerProcess(Path folder, int proxyPort) throws IOException {
        this.folder = folder;
        this.proxyPort = proxyPort;
        this.process = launch();
    }

    /** Starts a broker with its data below a folder. */
    public static BrokerProcess start(Path folder) throws IOException {
        return start(folder, 0);
    }

    /**
     * Starts a broker whose clients connect to a proxy.
     *
     * @param proxyPort the port of the proxy; 0 for none
     */
    public static BrokerProcess start(Path folder, int proxyPort) throws IOException {
        BrokerProcess broker = new BrokerProcess(folder, proxyPort);
        try {
            broker.awaitReady();
        } catch (RuntimeException notReady) {
            broker.close();
            throw notReady;
        }
        return broker;
    }

    /** The program of the child. Arguments: folder, port, port of a proxy or 0. */
    public static void main(String[] arguments) throws InterruptedException {
        Path data = Path.of(arguments[0]);
        int wanted = Integer.parseInt(arguments[1]);
        int proxy = Integer.parseInt(arguments[2]);
        EmbeddedBroker broker =
                proxy == 0 ? EmbeddedBroker.start(data, wanted) : EmbeddedBroker.startBehindProxy(data, wanted, proxy);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "shutdown"));
        System.out.println("The broker listens on 127.0.0.1:" + broker.port());
        new CountDownLatch(1).await();
    }

    private Process launch() throws IOException {
        List<String> arguments =
                List.of(folder.resolve("broker").toString(), String.valueOf(port), String.valueOf(proxyPort));
        return new ProcessBuilder(JavaCommand.ofTests(JVM, BrokerProcess.class.getName(), arguments))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker-" + starts++ + ".log").toFile())
                .start();
    }

    private void awaitReady() {
        Path log = folder.resolve("broker-" + (starts - 1) + ".log");
        await().until(() -> {
            Matcher ready = READY.matcher(Files.readString(log));
            if (!ready.find()) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the broker ended: " + Files.readString(log));
                }
                return false;
            }
            port = Integer.parseInt(ready.group(1));
            return true;
        });
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Kills the broker as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts the broker again, after a kill. */
    public void restart() throws IOException {
        process = launch();
        awaitReady();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
