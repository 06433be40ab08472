package io.rfmstreams.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Writes the values of all records of a topic to a file, one per line. Records with the same key keep their order. */
public final class TopicDump {

    private final KafkaClients kafka;

    public TopicDump(Settings settings) {
        this.kafka = settings.kafka();
    }

    /** Writes the file and returns the number of lines. */
    public long write(String topic, Path file) throws IOException {
        AtomicLong lines = new AtomicLong();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            new TopicReader(kafka).read(topic, record -> {
                if (record.value() == null) {
                    return;
                }
                try {
                    out.write(record.value());
                    out.write('\n');
                } catch (IOException notWritten) {
                    throw new UncheckedIOException(notWritten);
                }
                lines.incrementAndGet();
            });
        } catch (UncheckedIOException notWritten) {
            throw notWritten.getCause();
        }
        return lines.get();
    }
}
