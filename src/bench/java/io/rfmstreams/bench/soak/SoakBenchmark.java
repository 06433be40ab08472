package io.rfmstreams.bench.soak;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.bench.ChartPicture;
import io.rfmstreams.bench.child.ChildBroker;
import io.rfmstreams.bench.child.ChildJvm;
import io.rfmstreams.bench.child.ChildProcessor;
import io.rfmstreams.bench.child.JvmProbe;
import io.rfmstreams.cli.Main;
import io.rfmstreams.contract.TopicRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine;

/**
 * A steady load on a processor, with a broker, a trainer that refits and activates, and queries, each in a JVM of its own. It
 * samples memory, lag and disk, and at the end compares all that was written with an oracle. {@code --help} lists the options.
 * Exits with 1 if anything differs, or if a query failed.
 */
public final class SoakBenchmark {

    private static final int PARTITIONS = 8;
    private static final String SEGMENT_BYTES = String.valueOf(32 << 20);
    private static final Duration SETTLE = Duration.ofMinutes(5);

    private final SoakOptions options;
    private final Path folder;
    private final Map<String, String> configuration = new TreeMap<>();
    private final Settings settings;

    private SoakBenchmark(SoakOptions options, Path folder, String bootstrapServers) {
        this.options = options;
        this.folder = folder;
        configuration.put("kafka.bootstrap.servers", bootstrapServers);
        configuration.put("topics.partitions", String.valueOf(PARTITIONS));
        configuration.put("topics.replication", "1");
        configuration.put("rfm.clock", "event");
        configuration.put("rfm.window", "P" + SoakOptions.WINDOW_DAYS + "D");
        configuration.put("process.state.dir", folder.resolve("state").toString());
        // Kafka compacts only whole segments. With its default of 1 GiB the soak would end before the first.
        configuration.put("kafka.topic.segment.bytes", SEGMENT_BYTES);
        configuration.put("model.activate", "always");
        configuration.put("model.restarts", "10");
        configuration.put("model.return.customers", "5000");
        configuration.put("model.return.horizon", "P20D");
        settings = new Settings(Configuration.load(configuration, Map.of(), null));
    }

    public static void main(String[] arguments) throws Exception {
        SoakOptions options = new SoakOptions();
        CommandLine line = new CommandLine(options);
        line.parseArgs(arguments);
        if (line.isUsageHelpRequested()) {
            line.usage(System.out);
            return;
        }
        Path folder = Files.createTempDirectory("rfm-streams-soak");
        boolean passed;
        try (ChildBroker broker = ChildBroker.start(folder, "512m")) {
            passed = new SoakBenchmark(options, folder, broker.bootstrapServers()).run();
        } finally {
            Utils.delete(folder.toFile());
        }
        System.exit(passed ? 0 : 1);
    }

    private boolean run() throws Exception {
        try (Admin admin = settings.kafka().admin()) {
            createTopics(admin);
            List<String> jvm = List.of(options.jvm().split(" "));
            try (ChildProcessor processor = ChildProcessor.start(configuration, jvm, folder.resolve("processor.log"))) {
                processor.awaitReady();
                try (JvmProbe probe = JvmProbe.attach(processor.pid());
                        TaskWatch tasks = new TaskWatch(settings, PARTITIONS)) {
                    SoakSampler sampler =
                            new SoakSampler(settings, admin, processor, probe, folder.resolve("state"), PARTITIONS);
                    return run(processor, sampler, tasks);
                }
            } catch (Exception failed) {
                System.err.println(Files.readString(folder.resolve("processor.log")));
                throw failed;
            }
        }
    }

    private void createTopics(Admin admin) throws Exception {
        new TopicAdmin(admin, settings.topics()).createMissing(settings);
        ConfigResource profiles =
                new ConfigResource(ConfigResource.Type.TOPIC, settings.topics().of(TopicRole.PROFILES));
        AlterConfigOp smaller =
                new AlterConfigOp(new ConfigEntry("segment.bytes", SEGMENT_BYTES), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(profiles, List.of(smaller))).all().get();
    }

    private boolean run(ChildProcessor processor, SoakSampler sampler, TaskWatch tasks) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        SoakLoad load = new SoakLoad(options, settings, PARTITIONS);
        List<SoakSample> samples = new ArrayList<>();
        try (SoakQueries queries = new SoakQueries(processor, options.customers(), options.queries())) {
            threads.execute(tasks);
            long start = System.nanoTime();
            Future<SoakLoad.Sent> sending = threads.submit(load);
            SoakLoad.Sent sent;
            SoakQueries.Answers answers;
            try (ChildJvm trainer = trainer()) {
                threads.execute(queries);
                while (!sending.isDone()) {
                    Thread.sleep(options.sampleEvery().toMillis());
                    double seconds = (System.nanoTime() - start) / 1e9;
                    SoakSample sample = sampler.sample(seconds, load.sent(), queries.answers());
                    samples.add(sample);
                    System.out.println(sample);
                }
                sent = sending.get();
                queries.stop();
                answers = queries.answers();
                trainer.stop();
            }
            awaitDone(processor, tasks, sent.end());
            SoakCheck check = new SoakCheck(settings, tasks);
            check.counted("duplicates", processor.metric("rfm_duplicates_total"), sent.duplicates());
            check.counted("dead letters", processor.metric("rfm_dead_letters_total"), 0);
            SoakCheck.Checked checked = check.check(PARTITIONS, sent.end());
            return report(samples, sent, answers, checked);
        } finally {
            threads.shutdown();
        }
    }

    private ChildJvm trainer() throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("train", "--every", options.trainEvery().toString(), "--jitter", "PT0S"));
        arguments.addAll(ChildProcessor.settings(configuration));
        List<String> jvm = List.of("-Xmx384m", "-XX:+UseSerialGC");
        return ChildJvm.start(jvm, Main.class.getName(), arguments, folder.resolve("trainer.log"));
    }

    private static void awaitDone(ChildProcessor processor, TaskWatch tasks, long end) throws InterruptedException {
        long latest = System.nanoTime() + SETTLE.toNanos();
        while (!IntStream.range(0, PARTITIONS).allMatch(partition -> tasks.isDone(partition, end))) {
            if (System.nanoTime() > latest || !processor.isAlive()) {
                throw new IllegalStateException("the processor has not done all work within " + SETTLE);
            }
            Thread.sleep(100);
        }
    }

    private boolean report(
            List<SoakSample> samples, SoakLoad.Sent sent, SoakQueries.Answers answers, SoakCheck.Checked checked)
            throws Exception {
        checked.differences().stream().limit(20).forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "%,d events, %,d distinct orders, %,d customers, %,d segment changes, %,d alerts, %d models: %d differences;"
                        + " %,d queries answered, %d failed%n",
                sent.events(),
                checked.orders(),
                checked.customers(),
                checked.changes(),
                checked.alerts(),
                checked.models(),
                checked.differences().size(),
                answers.answered(),
                answers.failed());
        Path result = options.result();
        if (result != null) {
            Files.writeString(result, SoakResult.json(options, samples, sent, answers, checked));
        }
        Path picture = options.picture();
        if (picture != null) {
            ChartPicture.write(picture, SoakPicture.of(samples), SoakPicture.WIDTH, SoakPicture.HEIGHT);
        }
        return checked.differences().isEmpty() && answers.failed() == 0;
    }
}
