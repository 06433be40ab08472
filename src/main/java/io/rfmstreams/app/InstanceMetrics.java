package io.rfmstreams.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rfmstreams.query.streams.TaskTime;

/** The metrics of an instance: of the JVM, of Kafka Streams, of HTTP requests and of its tasks. */
final class InstanceMetrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final KafkaStreamsMetrics streams;

    /**
     * Registers all metrics.
     *
     * @param time gives the clocks of the tasks
     * @param purchasesTopic the topic whose consumer lag is reported
     */
    InstanceMetrics(StreamProcessor processor, TaskTime time, String purchasesTopic) {
        registry.config().meterFilter(new SelectedMetricsFilter(purchasesTopic));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        streams = new KafkaStreamsMetrics(processor.streams());
        streams.bindTo(registry);
        registry.getPrometheusRegistry().register(new TaskCollector(processor, time));
        registry.getPrometheusRegistry().register(new KafkaOutageMetrics(processor));
    }

    MeterRegistry registry() {
        return registry;
    }

    /** Returns all metrics in the Prometheus text format. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        streams.close();
        garbageCollection.close();
        registry.close();
    }
}
