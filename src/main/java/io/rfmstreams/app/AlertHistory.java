package io.rfmstreams.app;

import io.rfmstreams.contract.RaisedAlert;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.training.AlertPrecision;
import io.rfmstreams.training.AlertPrecision.Alert;
import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the alerts on Kafka and the purchases that followed them. */
public final class AlertHistory {

    private static final Logger LOG = LoggerFactory.getLogger(AlertHistory.class);

    private final Settings settings;
    private final InstantSource wallClock;
    private final String topic;

    public AlertHistory(Settings settings, InstantSource wallClock) {
        this.settings = settings;
        this.wallClock = wallClock;
        this.topic = settings.topics().of(TopicRole.ALERTS);
    }

    /**
     * Counts how often alerts came true. Malformed alerts are logged and skipped.
     *
     * @param horizon in milliseconds
     * @param now epoch milliseconds
     * @throws IllegalStateException if a topic does not exist
     * @throws KafkaUnavailableException if Kafka does not respond
     */
    public AlertPrecision precision(long horizon, long now) {
        AlertPrecision precision = new AlertPrecision(horizon, now);
        new TopicReader(settings.kafka()).read(topic, record -> {
            if (record.value() != null) {
                add(record.value(), record.offset(), precision);
            }
        });
        new PurchaseReader(settings, wallClock).read(new Orders(precision));
        return precision;
    }

    private void add(byte[] value, long offset, AlertPrecision precision) {
        try {
            RaisedAlert alert = RaisedAlert.decode(value);
            precision.add(new Alert(
                    alert.customerId(), alert.kind(), alert.from().id(), alert.raisedAt(), alert.returnProbability()));
        } catch (IOException malformed) {
            LOG.warn("Skipped the malformed alert at offset {} of topic {}", offset, topic);
            LOG.debug("The alert is malformed", malformed);
        }
    }

    /** Adds the orders of customers with alerts. */
    private record Orders(AlertPrecision precision) implements PurchaseReader.Sink {

        @Override
        public boolean takes(String customerId) {
            return precision.hasAlerts(customerId);
        }

        @Override
        public void add(String customerId, CustomerEvent event) {
            if (event instanceof CustomerEvent.Purchase) {
                precision.addOrder(customerId, event.occurredAt());
            }
        }

        @Override
        public void erase(String customerId) {
            precision.erase(customerId);
        }
    }
}
