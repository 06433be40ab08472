package io.rfmstreams.topology;

/** The names of the state stores. Interactive queries use them, and changelog topics contain them. */
public final class StoreNames {

    /** Customer id → customer and its newest orders; RocksDB. */
    public static final String CUSTOMERS = "customers";

    /** Key of a row, see {@link io.rfmstreams.contract.KeptRowKey} → an order, several orders, or a refund; RocksDB. */
    public static final String ORDERS = "orders";

    /** Time and customer id → empty value: the timers of customers; RocksDB. */
    public static final String TIMERS = "timers";

    /** Partition → state of the task of that partition; in memory. */
    public static final String TASKS = "tasks";

    /** Key on the model topic → model; global, in memory. */
    public static final String MODELS = "models";

    /** Always empty; see {@link CommitHook}. */
    static final String COMMIT_HOOK = "commit-hook";

    private StoreNames() {}
}
