package io.rfmstreams.bench;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.StreamProcessor;
import io.rfmstreams.bench.flink.FlinkJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Runs one engine in a process of its own, again and again in the same one, so that it is warm. It takes lines of standard input: {@code
 * RUN file} with the configuration of the run, {@code STOP}; the end of the input ends it.
 */
public final class EngineMain {

    static final String FIRST = "FIRST";
    static final String STOPPED = "STOPPED";
    static final String RUN = "RUN ";
    static final String STOP = "STOP";

    /** Keys of the file that are not the program's begin with it. */
    static final String EXAMPLE = "example.";

    /** Key: the run that is imitated. */
    static final String EXAMPLE_RUN = EXAMPLE + "run";

    /** Key, with the name of a topic of that run: the number of its records a purchase. */
    static final String EXAMPLE_TOPIC = EXAMPLE + "topic.";

    private EngineMain() {}

    /** @param arguments the label of the contender */
    public static void main(String[] arguments) throws Exception {
        Contender contender = Contender.of(arguments[0]);
        AutoCloseable engine = () -> {};
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(RUN)) {
                    engine = start(contender, Path.of(line.substring(RUN.length())));
                } else if (line.equals(STOP)) {
                    engine.close();
                    engine = () -> {};
                    System.gc(); // the next run does not pay for the garbage of this one
                    report(STOPPED);
                }
            }
        } catch (Exception fault) {
            end(fault);
        }
        System.exit(0);
    }

    /** Ends the process, so that the benchmark ends too. */
    private static void end(Throwable fault) {
        fault.printStackTrace();
        System.exit(1);
    }

    /** Tells the benchmark something. */
    static void report(String word) {
        System.out.println(word + " " + System.currentTimeMillis());
        System.out.flush();
    }

    private static AutoCloseable start(Contender contender, Path file) throws Exception {
        Map<String, String> configuration = new HashMap<>();
        Map<String, Double> perPurchase = new HashMap<>();
        String exampleRun = "";
        for (Map.Entry<Object, Object> entry : read(file).entrySet()) {
            String key = entry.getKey().toString();
            String value = entry.getValue().toString();
            if (key.equals(EXAMPLE_RUN)) {
                exampleRun = value;
            } else if (key.startsWith(EXAMPLE_TOPIC)) {
                perPurchase.put(key.substring(EXAMPLE_TOPIC.length()), Double.valueOf(value));
            } else {
                configuration.put(key, value);
            }
        }
        Settings settings = new Settings(Configuration.load(configuration, Map.of(), null));
        return switch (contender) {
            case FULL -> {
                StreamProcessor processor = new StreamProcessor(settings);
                processor.start();
                yield processor;
            }
            case FLINK -> FlinkJob.start(settings, configuration, EngineMain::end);
            case BARE -> started(BareStreams.least(settings));
            case AS_MUCH ->
                started(BareStreams.asMuch(settings, Examples.read(settings.kafka(), exampleRun, perPurchase)));
        };
    }

    private static BareStreams started(BareStreams streams) {
        streams.start();
        return streams;
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
