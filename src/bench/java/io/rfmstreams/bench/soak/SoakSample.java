package io.rfmstreams.bench.soak;

/**
 * What was seen at one time.
 *
 * @param seconds since the start of the load
 * @param residentMiB memory of the process, all in all
 * @param heapMiB heap in use after the last garbage collection
 * @param rocksMiB memory of RocksDB
 * @param stateMiB size of the state folder
 * @param lag events that were sent and are not processed and committed yet
 * @param commitAgeMillis time since the last commit
 * @param sent events so far
 * @param queryMillis 99th percentile of the queries since the last sample
 * @param failedQueries so far
 */
record SoakSample(
        double seconds,
        double residentMiB,
        double heapMiB,
        double rocksMiB,
        double stateMiB,
        long lag,
        double commitAgeMillis,
        long sent,
        double queryMillis,
        long failedQueries) {}
