package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static io.rfmstreams.app.Installation.refunded;
import static io.rfmstreams.segment.TestModels.byRecency;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.app.Installation.Sent;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.demo.EmbeddedBroker;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.ReturnModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/**
 * A stored sample: the data folder of a broker, with the topics and changelogs of an installation, the state folder of its
 * processor, and what the processor answers for each customer. {@link #main} makes one of the present format.
 */
final class StoredSample {

    static final String NOW = "2024-06-01T00:00:00Z";

    private static final String BROKER = "broker";
    private static final String STATE = "state";
    private static final String ANSWERS = "answers.txt";
    private static final int OTHERS = 40;
    private static final long HORIZON = Duration.ofDays(90).toMillis();

    private final Path folder;

    private StoredSample(Path folder) {
        this.folder = folder;
    }

    /** Makes a sample. Argument: the ZIP file to write. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("rfm-streams-sample");
        try {
            new StoredSample(folder).make();
            zip(folder, Path.of(arguments[0]));
        } finally {
            Utils.delete(folder.toFile());
        }
        System.exit(0);
    }

    /** Unpacks a sample. */
    static StoredSample unpack(InputStream zip, Path folder) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(zip)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.write(file, entries.readAllBytes());
                }
            }
        }
        return new StoredSample(folder);
    }

    EmbeddedBroker startBroker() {
        return EmbeddedBroker.start(folder.resolve(BROKER));
    }

    Path stateFolder() {
        return folder.resolve(STATE);
    }

    Installation installation(EmbeddedBroker broker) {
        return Installation.create(broker.bootstrapServers(), "stored", stateFolder())
                .with("cold.start.orders", "2");
    }

    /** Returns the stored answer for each customer, by id. */
    Map<String, String> answers() throws IOException {
        Map<String, String> answers = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(ANSWERS))) {
            String[] idAndAnswer = line.split(" ", 2);
            answers.put(idAndAnswer[0], idAndAnswer[1]);
        }
        return answers;
    }

    private void make() throws Exception {
        try (EmbeddedBroker broker = startBroker()) {
            Installation shop = installation(broker);
            try (Instance instance = start(shop);
                    Admin admin = shop.settings().kafka().admin()) {
                CatchUp catchUp = new CatchUp(instance.processor(), admin, shop.settings());
                catchUp.awaitRunning();
                publish(shop, 1);
                shop.send(orders());
                catchUp.awaitProcessed();
                catchUp.awaitReassigned(1);
                shop.tick(NOW);
                catchUp.awaitSettled(Timestamps.parse(NOW));
                publish(shop, 2);
                catchUp.awaitReassigned(2);
                catchUp.awaitSettled(Timestamps.parse(NOW));
                List<String> lines = new ArrayList<>();
                for (String id : ids()) {
                    lines.add(id + " " + answer(instance, id));
                }
                Files.write(folder.resolve(ANSWERS), lines);
            }
        }
    }

    /** Starts an instance. */
    static Instance start(Installation shop) {
        Instance instance = new Instance(shop.settings(), shop.settings().http().listen(), () -> true);
        instance.start();
        return instance;
    }

    /** Returns the answer of an instance for a customer. */
    static String answer(Instance instance, String id) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + instance.port() + "/v1/customers/" + id);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString(UTF_8))
                .body();
    }

    private static void publish(Installation shop, int version) {
        try (ModelPublisher publisher = new ModelTopic(shop.settings()).publisher()) {
            publisher.publish(
                    byRecency(version, 30, 100).withReturnModel(new ReturnModel(HORIZON, 0.5, -0.3, 0.7, 0.1, null)),
                    true);
        }
    }

    private static List<String> ids() {
        return orders().stream().map(Sent::customerId).distinct().toList();
    }

    private static List<Sent> orders() {
        List<Sent> orders = new ArrayList<>(List.of(
                bought("regular", "1", "10", "2024-01-05T10:00:00Z"),
                bought("regular", "2", "20.25", "2024-03-05T10:00:00Z"),
                bought("regular", "3", "30", "2024-05-25T10:00:00Z"),
                bought("refunded", "1", "50", "2024-04-01T10:00:00Z"),
                bought("refunded", "2", "80", "2024-04-20T10:00:00Z"),
                refunded("refunded", "r1", "2", "30", "2024-04-21T10:00:00Z"),
                bought("undone", "1", "50", "2024-04-01T10:00:00Z"),
                refunded("undone", "r1", "1", "50", "2024-04-02T10:00:00Z"),
                bought("pending", "1", "15", "2024-02-01T10:00:00Z"),
                refunded("pending", "r1", "2", "5", "2024-05-01T10:00:00Z"),
                bought("unlinked", "1", "40", "2024-05-01T10:00:00Z"),
                new Sent("unlinked", refundOfNoOrder("2024-05-02T10:00:00Z")),
                bought("new", "1", "12", "2024-05-30T10:00:00Z"),
                bought("expired", "1", "70", "2022-01-01T10:00:00Z"),
                bought("mixed", "1", "70", "2022-01-01T10:00:00Z"),
                bought("mixed", "2", "7", "2024-05-11T10:00:00Z")));
        for (int customer = 0; customer < OTHERS; customer++) {
            for (int order = 0; order <= customer % 4; order++) {
                String date = String.format("2024-%02d-%02d", 1 + (customer + order) % 5, 1 + customer % 28);
                orders.add(bought("c" + customer, "o" + order, customer + ".5", date + "T08:30:00Z"));
            }
        }
        return orders;
    }

    private static CustomerEvent refundOfNoOrder(String time) {
        return new Refund("r1", null, Money.of("4"), Timestamps.parse(time));
    }

    private static void zip(Path folder, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.filter(path -> !path.equals(folder)).sorted().toList()) {
                boolean isFolder = Files.isDirectory(path);
                zip.putNextEntry(new ZipEntry(folder.relativize(path) + (isFolder ? "/" : "")));
                if (!isFolder) {
                    Files.copy(path, zip);
                }
                zip.closeEntry();
            }
        }
    }
}
