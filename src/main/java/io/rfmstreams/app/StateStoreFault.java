package io.rfmstreams.app;

import org.rocksdb.RocksDBException;

/** Recognizes failures of RocksDB: files that are damaged or missing, and a full disk. */
final class StateStoreFault {

    private StateStoreFault() {}

    /** Returns whether the local state is the cause of a failure. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RocksDBException) {
                return true;
            }
        }
        return false;
    }
}
