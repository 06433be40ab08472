package io.rfmstreams.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Writes the values of a whole topic to a file, a line each; within a key in their order. */
public final class TopicDump {

    private final KafkaClients kafka;

    public TopicDump(Settings settings) {
        this.kafka = settings.kafka();
    }

    /** Returns how many lines were written. */
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
                } catch (IOException full) {
                    throw new UncheckedIOException(full);
                }
                lines.incrementAndGet();
            });
        } catch (UncheckedIOException full) {
            throw full.getCause();
        }
        return lines.get();
    }
}
