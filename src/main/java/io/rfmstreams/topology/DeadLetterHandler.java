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
 * Sends rejected records to the dead letter topic. Every other exception of a processor stops the program. Kafka Streams creates the
 * handler; the configuration must contain {@link DeadLetters}.
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    private @Nullable DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.in(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof StreamsException) {
            // An exception of Kafka Streams, for example of an earlier output that Kafka refused. The record did not
            // cause it.
            return Response.fail();
        }
        if (!(exception instanceof RejectedRecordException rejected)) {
            LOG.error(
                    "Cannot process the record of {}-{} at offset {}. Stopping",
                    context.topic(),
                    context.partition(),
                    context.offset(),
                    exception);
            return Response.fail();
        }
        DeadLetters to = Objects.requireNonNull(deadLetters, "the handler is not configured");
        to.log().log(
                "Dead letter " + rejected.reason().code(),
                () -> context.topic() + "-" + context.partition() + " at offset " + context.offset());
        return Response.resume(List.of(DeadLetter.of(context, rejected, to)));
    }
}
