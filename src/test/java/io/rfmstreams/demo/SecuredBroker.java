package io.rfmstreams.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The embedded Kafka with a second listener: SASL_SSL with SCRAM-SHA-512. Users have the rights that were granted to them and no
 * others. The first listener is for the administrator, without a password.
 */
public final class SecuredBroker implements AutoCloseable {

    private static final String LISTENER = "SECURED";
    private static final String PASSWORD = "changeit";

    private final PreboundSockets sockets = new PreboundSockets();
    private final KafkaNode node;
    private final int administratorPort;
    private final int port;
    private final Path certificate;

    /** Starts a broker. */
    public SecuredBroker(Path folder) throws IOException, InterruptedException {
        Path keyStore = folder.resolve("broker.p12");
        certificate = folder.resolve("broker.pem");
        keytool(
                "-genkeypair",
                "-keystore",
                keyStore.toString(),
                "-alias",
                "broker",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:" + BrokerSettings.HOST);
        keytool(
                "-exportcert",
                "-rfc",
                "-keystore",
                keyStore.toString(),
                "-alias",
                "broker",
                "-file",
                certificate.toString());
        administratorPort = sockets.bind(BrokerSettings.BROKER_LISTENER, 0);
        port = sockets.bind(LISTENER, 0);
        int controllerPort = sockets.bind(BrokerSettings.CONTROLLER_LISTENER, 0);
        Path data = Files.createDirectory(folder.resolve("data"));
        BrokerFolder.format(data);
        node = new KafkaNode(
                new BrokerSettings(
                        data, administratorPort, administratorPort, controllerPort, security(keyStore, controllerPort)),
                sockets);
        node.start();
    }

    private Map<String, String> security(Path keyStore, int controllerPort) {
        String clients = BrokerSettings.BROKER_LISTENER + "://" + BrokerSettings.HOST + ":" + administratorPort + ","
                + LISTENER + "://" + BrokerSettings.HOST + ":" + port;
        return Map.ofEntries(
                Map.entry(
                        "listeners",
                        clients + "," + BrokerSettings.CONTROLLER_LISTENER + "://" + BrokerSettings.HOST + ":"
                                + controllerPort),
                Map.entry("advertised.listeners", clients),
                Map.entry(
                        "listener.security.protocol.map",
                        BrokerSettings.BROKER_LISTENER + ":PLAINTEXT," + BrokerSettings.CONTROLLER_LISTENER
                                + ":PLAINTEXT," + LISTENER + ":SASL_SSL"),
                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                        "listener.name.secured.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.location", keyStore.toString()),
                Map.entry("ssl.keystore.password", PASSWORD),
                Map.entry("authorizer.class.name", RecordingAuthorizer.class.getName()),
                Map.entry("super.users", "User:ANONYMOUS"),
                Map.entry("allow.everyone.if.no.acl.found", "false"));
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        int exitCode = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("keytool ended with " + exitCode);
        }
    }

    /** Returns host and port for the administrator. */
    public String administratorServers() {
        return BrokerSettings.HOST + ":" + administratorPort;
    }

    /** Returns host and port for users. */
    public String bootstrapServers() {
        return BrokerSettings.HOST + ":" + port;
    }

    /** Returns the PEM file of the broker's certificate. */
    public Path certificate() {
        return certificate;
    }

    @Override
    public void close() throws IOException {
        node.close();
        sockets.close();
    }
}
