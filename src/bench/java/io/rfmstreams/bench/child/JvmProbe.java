package io.rfmstreams.bench.child;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** The memory of another JVM of this user on this machine (Linux), from outside. */
public final class JvmProbe implements AutoCloseable {

    private static final String RESIDENT = "VmRSS:";
    private static final String ROCKS = "kafka.streams:type=stream-state-metrics,rocksdb-state-id=*,*";
    private static final String RESTORE = "kafka.consumer:type=consumer-fetch-manager-metrics,partition=*,*";

    private final Path status;
    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private JvmProbe(long pid, JMXConnector connector) throws IOException {
        this.status = Path.of("/proc", String.valueOf(pid), "status");
        this.connector = connector;
        beans = connector.getMBeanServerConnection();
    }

    @SuppressWarnings("BanJNDI") // the address is that of a JVM of this user on this machine
    public static JvmProbe attach(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
                return new JvmProbe(pid, JMXConnectorFactory.connect(address));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException notAJvm) {
            throw new IOException(notAJvm);
        }
    }

    /** Returns the resident memory of the process, in bytes. */
    public long residentBytes() throws IOException {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Returns the heap in use after the last garbage collection, in bytes; empty before the first. */
    public Optional<Long> heapAfterCollection() throws IOException {
        try {
            return beans.queryNames(new ObjectName("java.lang:type=GarbageCollector,*"), null).stream()
                    .flatMap(collector -> Stream.ofNullable((CompositeData) attribute(collector, "LastGcInfo")))
                    .max(Comparator.comparing(last -> (Long) last.get("endTime")))
                    .map(JvmProbe::heapAfter);
        } catch (JMException impossible) {
            throw new IOException(impossible);
        }
    }

    private static long heapAfter(CompositeData collection) {
        TabularData pools = (TabularData) collection.get("memoryUsageAfterGc");
        return pools.values().stream()
                .map(CompositeData.class::cast)
                .filter(pool -> isHeap(String.valueOf(pool.get("key"))))
                .mapToLong(pool ->
                        MemoryUsage.from((CompositeData) pool.get("value")).getUsed())
                .sum();
    }

    private static boolean isHeap(String pool) {
        return List.of("Eden", "Survivor", "Old", "Tenured").stream().anyMatch(pool::contains);
    }

    /** Collects the garbage, and returns the heap that is left, in bytes. */
    public long liveHeap() throws IOException {
        try {
            ObjectName memory = new ObjectName("java.lang:type=Memory");
            beans.invoke(memory, "gc", new Object[0], new String[0]);
            return MemoryUsage.from((CompositeData) present(attribute(memory, "HeapMemoryUsage")))
                    .getUsed();
        } catch (JMException impossible) {
            throw new IOException(impossible);
        }
    }

    /** Returns the time that all threads of the process have run, in seconds. */
    public double cpuSeconds() throws IOException {
        try {
            return (Long) present(attribute(new ObjectName("java.lang:type=OperatingSystem"), "ProcessCpuTime")) / 1e9;
        } catch (JMException impossible) {
            throw new IOException(impossible);
        }
    }

    /**
     * The memory of all RocksDB stores, in bytes.
     *
     * @param blockCache shared by the stores
     * @param memtables those of all stores
     * @param tableReaders indexes and filters outside of the block cache
     */
    public record RocksMemory(long blockCache, long memtables, long tableReaders) {

        public long total() {
            // The write buffer manager accounts for the memtables in the block cache.
            return Math.max(blockCache, memtables) + tableReaders;
        }
    }

    public RocksMemory rocksMemory() throws IOException {
        try {
            long blockCache = 0;
            long memtables = 0;
            long tableReaders = 0;
            for (ObjectName store : beans.queryNames(new ObjectName(ROCKS), null)) {
                blockCache = Math.max(blockCache, number(store, "block-cache-usage"));
                memtables += number(store, "size-all-mem-tables");
                tableReaders += number(store, "estimate-table-readers-mem");
            }
            return new RocksMemory(blockCache, memtables, tableReaders);
        } catch (JMException impossible) {
            throw new IOException(impossible);
        }
    }

    /** Returns how many records the restore consumers are behind the changelogs, without those of partitions that they have not fetched. */
    public long restoreLag() throws IOException {
        try {
            long lag = 0;
            for (ObjectName partition : beans.queryNames(new ObjectName(RESTORE), null)) {
                if (partition.getKeyProperty("client-id").contains("restore")) {
                    lag += number(partition, "records-lag");
                }
            }
            return lag;
        } catch (JMException impossible) {
            throw new IOException(impossible);
        }
    }

    private static Object present(@Nullable Object value) throws IOException {
        if (value == null) {
            throw new IOException("the JVM has ended");
        }
        return value;
    }

    private long number(ObjectName bean, String attribute) {
        return attribute(bean, attribute) instanceof Number number ? number.longValue() : 0;
    }

    /** Returns null for an attribute that has no value yet, or of a store that was closed meanwhile. */
    private @Nullable Object attribute(ObjectName bean, String name) {
        try {
            return beans.getAttribute(bean, name);
        } catch (JMException | IOException gone) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException hasEnded) {
            // the connection closed with the JVM
        }
    }
}
