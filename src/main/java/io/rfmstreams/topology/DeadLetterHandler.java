package io.rfmstreams.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the processor rejects to the dead letter topic: original key and bytes, original headers, and headers that say
 * where it came from and why. Everything else that goes wrong in a processor is a fault and stops the program.
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {

    /** Header with the bare reason, such as {@code bad-json}. */
    public static final String ERROR_HEADER = "error";

    private static final String PREFIX = "__streams.errors.";
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    private final DeadLetterLog log = new DeadLetterLog(System::currentTimeMillis, LOG::warn);
    private String deadLetters = "";

    @Override
    public void configure(Map<String, ?> configs) {
        Object topic = configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        deadLetters = String.valueOf(Objects.requireNonNull(topic, "no dead letter topic is configured"));
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!(exception instanceof RejectedRecordException rejected)) {
            LOG.error(
                    "Cannot process {}-{} at offset {}; stopping",
                    context.topic(),
                    context.partition(),
                    context.offset(),
                    exception);
            return Response.fail();
        }
        log.tell("%s (%s-%d at offset %d)"
                .formatted(rejected.reason().code(), context.topic(), context.partition(), context.offset()));
        return Response.resume(List.of(deadLetter(context, rejected)));
    }

    private ProducerRecord<byte[], byte[]> deadLetter(ErrorHandlerContext context, RejectedRecordException rejected) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(deadLetters, null, context.sourceRawKey(), context.sourceRawValue());
        Headers headers = letter.headers();
        context.headers().forEach(headers::add);
        headers.add(ERROR_HEADER, utf8(rejected.reason().code()))
                .add(PREFIX + "exception", utf8(rejected.getClass().getName()))
                .add(PREFIX + "message", utf8(String.valueOf(rejected.getMessage())))
                .add(PREFIX + "topic", utf8(context.topic()))
                .add(PREFIX + "partition", utf8(String.valueOf(context.partition())))
                .add(PREFIX + "offset", utf8(String.valueOf(context.offset())));
        return letter;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
