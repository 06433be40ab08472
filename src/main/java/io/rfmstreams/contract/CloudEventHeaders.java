package io.rfmstreams.contract;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of CloudEvents 1.0 in the binary mode of the Kafka binding. */
public final class CloudEventHeaders {

    private static final String SOURCE = "/rfm-streams";
    private static final String CHANGE_TYPE = "io.rfmstreams.segment-change";

    private static final String ALERT_TYPE = "io.rfmstreams.churn-alert";

    private CloudEventHeaders() {}

    public static Headers of(SegmentChange change) {
        return headers(change.eventId().toString(), CHANGE_TYPE, change.customerId(), change.occurredAt());
    }

    public static Headers of(ChurnAlert alert) {
        return headers(
                alert.alertId().toString(),
                ALERT_TYPE,
                alert.customerId(),
                alert.signal().raisedAt());
    }

    private static Headers headers(String id, String type, String subject, long time) {
        return new RecordHeaders()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(id))
                .add("ce_type", utf8(type))
                .add("ce_source", utf8(SOURCE))
                .add("ce_subject", utf8(subject))
                .add("ce_time", utf8(Timestamps.format(time)))
                .add("content-type", utf8("application/json"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
