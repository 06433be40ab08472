package io.rfmstreams.bench;

import io.rfmstreams.app.CatchUp;
import io.rfmstreams.app.StreamProcessor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Map;

/** A processor in this JVM, whose threads can be measured. */
final class InProcess implements AutoCloseable {

    private static final String STREAM_THREAD = "-StreamThread-";

    private final StreamProcessor processor;
    private final CatchUp catchUp;
    private final BenchInstallation shop;

    private InProcess(StreamProcessor processor, BenchInstallation shop, Map<String, String> configuration) {
        this.processor = processor;
        this.shop = shop;
        catchUp = new CatchUp(processor, shop.admin(), shop.settings(configuration));
    }

    /** Starts a processor and waits until it is running. */
    static InProcess start(BenchInstallation shop, Map<String, String> configuration) {
        InProcess started = new InProcess(new StreamProcessor(shop.settings(configuration)), shop, configuration);
        started.processor.start();
        started.catchUp.awaitRunning();
        return started;
    }

    /** Waits until all that has been sent is processed and committed. */
    void awaitProcessed() throws Exception {
        shop.awaitProcessed(processor::hasEnded);
    }

    /** Waits until all customers are assigned by a version of the model. */
    void awaitReassigned(int version) {
        catchUp.awaitReassigned(version);
    }

    /** Returns a committed counter. */
    long count(String name) {
        return processor.counts().getOrDefault(name, 0L);
    }

    /** Returns the time that the stream threads have run, in seconds. */
    static double streamThreadSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains(STREAM_THREAD)) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos / 1e9;
    }

    @Override
    public void close() {
        processor.close();
    }
}
