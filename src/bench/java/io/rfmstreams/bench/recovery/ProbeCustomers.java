package io.rfmstreams.bench.recovery;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** One customer in each partition. */
final class ProbeCustomers {

    private static final String PREFIX = "probe";

    private ProbeCustomers() {}

    /** Returns the ids by partition. */
    static List<String> of(int partitions) {
        List<String> ids = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            int number = 0;
            while (partitionOf(PREFIX + number, partitions) != partition) {
                number++;
            }
            ids.add(PREFIX + number);
        }
        return ids;
    }

    private static int partitionOf(String id, int partitions) {
        return Utils.toPositive(Utils.murmur2(Utils.utf8(id))) % partitions;
    }
}
