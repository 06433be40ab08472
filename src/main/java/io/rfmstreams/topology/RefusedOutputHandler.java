package io.rfmstreams.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles output records that cannot be sent. After a retriable exception, Kafka Streams returns to the last commit and tries again.
 * Any other exception stops the processor. To drop the record would silently lose an event or a state change; under exactly-once the
 * transaction has failed anyway. The handler writes no dead letters, because they could fail too.
 */
public final class RefusedOutputHandler implements ProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedOutputHandler.class);

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RetriableException) {
            return Response.retry();
        }
        if (exception instanceof RecordTooLargeException || exception instanceof RecordBatchTooLargeException) {
            LOG.error(
                    "Kafka refused a record of topic {}: its {} bytes are too many. Stopping. Increase max.message.bytes of the"
                            + " topic, or kafka.producer.max.request.size if it is lower, and restart ({})",
                    record.topic(),
                    size(record),
                    exception.getMessage());
        } else {
            LOG.error(
                    "Kafka refused a record of topic {} with {} bytes. Stopping ({}: {})",
                    record.topic(),
                    size(record),
                    exception.getClass().getSimpleName(),
                    exception.getMessage());
        }
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface of Kafka is declared with a raw type
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        LOG.error("Cannot serialize the {} of a record for {}. Stopping", origin, record.topic(), exception);
        return Response.fail();
    }

    private static int size(ProducerRecord<byte[], byte[]> record) {
        int size = size(record.key()) + size(record.value());
        for (Header header : record.headers()) {
            size += header.key().length() + size(header.value());
        }
        return size;
    }

    private static int size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
