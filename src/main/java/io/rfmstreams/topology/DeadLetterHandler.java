package io.rfmstreams.topology;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the processor rejects to the dead letter topic. Everything else that goes wrong in a processor is a fault and
 * stops the program. Kafka Streams makes it, and its configuration must hold {@link DeadLetters}.
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    private @Nullable DeadLetters letters;

    @Override
    public void configure(Map<String, ?> configs) {
        letters = DeadLetters.in(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof StreamsException) {
            // Of Kafka Streams itself, such as an output that was refused a while ago; the record is not at fault.
            return Response.fail();
        }
        if (!(exception instanceof RejectedRecordException rejected)) {
            LOG.error(
                    "Cannot process {}-{} at offset {}; stopping",
                    context.topic(),
                    context.partition(),
                    context.offset(),
                    exception);
            return Response.fail();
        }
        DeadLetters to = Objects.requireNonNull(letters, "not configured");
        to.log()
                .tell(
                        "Dead letter " + rejected.reason().code(),
                        () -> context.topic() + "-" + context.partition() + " at offset " + context.offset());
        return Response.resume(List.of(DeadLetter.of(context, rejected, to)));
    }
}
