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
 * Says what becomes of an output that cannot be sent. While Kafka does not answer, Kafka Streams goes back to the last commit
 * and tries again. What Kafka refuses for good stops the processor: left out, a change or a row of state would be lost without
 * a trace, and under exactly-once the transaction is lost anyway. It never makes a dead letter, which might fail in its turn.
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
                    "{} refuses a record of {} bytes as too large: raise max.message.bytes of the topic, or"
                            + " kafka.producer.max.request.size where that is lower, and start again ({})",
                    record.topic(),
                    size(record),
                    exception.getMessage());
        } else {
            LOG.error(
                    "{} refuses a record of {} bytes; stopping ({}: {})",
                    record.topic(),
                    size(record),
                    exception.getClass().getSimpleName(),
                    exception.getMessage());
        }
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // as Kafka declares it
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        LOG.error("The {} of a record for {} cannot be written as bytes; stopping", origin, record.topic(), exception);
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
