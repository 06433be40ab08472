package io.rfmstreams.topology;

/** Names of the state stores, as interactive queries ask for them and changelog topics are called after. */
public final class StoreNames {

    /** Customer id → customer; RocksDB. */
    public static final String CUSTOMERS = "customers";

    /** Customer id, and id of an order or refund → that order or refund; RocksDB. */
    public static final String ORDERS = "orders";

    /** Moment and customer id → nothing: when which customer is due; RocksDB. */
    public static final String TIMERS = "timers";

    /** Partition → progress of the task of that partition; in memory. */
    public static final String TASKS = "tasks";

    /** Key on the model topic → model, global; in memory. */
    public static final String MODELS = "models";

    /** Holds nothing; see {@link CommitHook}. */
    static final String BEFORE_COMMIT = "commit-hook";

    private StoreNames() {}
}
