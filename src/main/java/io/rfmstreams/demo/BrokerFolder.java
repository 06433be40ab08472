package io.rfmstreams.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/** The data folder of a broker. Kafka requires that it is formatted with a cluster id before the first start. */
final class BrokerFolder {

    private BrokerFolder() {}

    /** Formats the folder if it is not formatted. Formatting writes {@code meta.properties} last. */
    static void format(Path folder) {
        if (Files.exists(folder.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception notFormatted) {
            throw new EmbeddedBrokerException("cannot format the folder " + folder + " for Kafka", notFormatted);
        }
    }

    /** Returns the properties of the formatted folder and its cluster. */
    static MetaPropertiesEnsemble properties(Path folder) throws IOException {
        return new MetaPropertiesEnsemble.Loader()
                .addMetadataLogDir(folder.toString())
                .addLogDirs(List.of(folder.toString()))
                .load();
    }
}
