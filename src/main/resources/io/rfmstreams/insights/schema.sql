-- The tables of the read model. All times are UTC. No table has a primary key: DuckDB would keep its index in memory, and
-- replacing 1,000 of 1,000,000 rows takes seven times as long with it. The writer keeps keys unique by deleting before
-- it inserts.

-- One row a customer, as in the topic customer-profiles. Frequency and monetary are true now; recency and the return
-- probability follow from last_purchase_at and the model.
CREATE TABLE customers (
    customer_id VARCHAR NOT NULL,
    segment VARCHAR NOT NULL,                -- id of the segment
    since TIMESTAMP NOT NULL,                -- when the customer moved into it
    frequency BIGINT NOT NULL,
    monetary DECIMAL(19, 4) NOT NULL,        -- may be negative
    first_purchase_at TIMESTAMP NOT NULL,
    last_purchase_at TIMESTAMP NOT NULL,
    model_version INTEGER,                   -- null without a model
    next_segment VARCHAR,                    -- the next change if the customer buys nothing
    next_change_at TIMESTAMP,
    updated_at TIMESTAMP NOT NULL
);

-- One row a move, as in the topic segment-changes, in the order of each customer's sequence. An erased customer keeps
-- only the row of the erasure.
CREATE TABLE changes (
    event_id UUID NOT NULL,
    customer_id VARCHAR NOT NULL,
    occurred_at TIMESTAMP NOT NULL,
    sequence BIGINT NOT NULL,
    reason VARCHAR NOT NULL,                 -- FIRST_PURCHASE, PURCHASE, REFUND, TIME, MODEL or ERASED
    direction VARCHAR NOT NULL,              -- NEW, UP, DOWN, SAME_RANK or ERASED
    from_segment VARCHAR,                    -- null for a first purchase and for an erasure
    to_segment VARCHAR,                      -- null for an erasure, like all that follows
    recency_before BIGINT,                   -- the customer's RFM at the last write before the move
    frequency_before BIGINT,
    monetary_before DECIMAL(19, 4),
    recency_days BIGINT,                     -- the customer's RFM at the move
    frequency BIGINT,
    monetary DECIMAL(19, 4),
    model_version INTEGER,
    return_probability DOUBLE
);

-- One row an alert, as in the topic churn-alerts.
CREATE TABLE alerts (
    alert_id UUID NOT NULL,
    customer_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,                   -- SLIPPED, SLIPPING or FADING
    raised_at TIMESTAMP NOT NULL,
    from_segment VARCHAR NOT NULL,
    to_segment VARCHAR NOT NULL,
    best VARCHAR NOT NULL,                   -- the best segment since the last purchase
    expected_at TIMESTAMP NOT NULL,
    recency_days BIGINT NOT NULL,
    frequency BIGINT NOT NULL,
    monetary DECIMAL(19, 4) NOT NULL,
    monetary_at_stake DECIMAL(19, 4) NOT NULL,
    return_probability DOUBLE,
    value_at_risk DOUBLE,
    late BOOLEAN NOT NULL,
    action VARCHAR NOT NULL,
    model_version INTEGER
);

-- One row an order, of the topic purchases, as far as the processor accepts it. Of several with one customer and order id
-- the first counts, until it has left the window.
CREATE TABLE purchases (
    customer_id VARCHAR NOT NULL,
    order_id VARCHAR NOT NULL,
    occurred_at TIMESTAMP NOT NULL,
    amount DECIMAL(19, 4) NOT NULL,
    order_hash BIGINT NOT NULL               -- of customer and order id; finds an order that comes again
);

-- One row a refund, of the topic purchases, like the orders. A refund can come before its order.
CREATE TABLE refunds (
    customer_id VARCHAR NOT NULL,
    refund_id VARCHAR NOT NULL,
    order_id VARCHAR,                        -- null for a refund that names no order
    occurred_at TIMESTAMP NOT NULL,
    amount DECIMAL(19, 4) NOT NULL,
    refund_hash BIGINT NOT NULL              -- of customer and refund id
);

-- One row an offer, of the topic customer-offers, also of customers who are not known.
CREATE TABLE offers (
    customer_id VARCHAR NOT NULL,
    offer_id VARCHAR NOT NULL,
    offered_at TIMESTAMP NOT NULL,
    recorded_at TIMESTAMP NOT NULL           -- wall-clock time at which it was written to its topic
);

-- One row a tombstone on the topic purchases. Earlier offers of the customer are deleted, whenever they are read.
CREATE TABLE erasures (
    customer_id VARCHAR NOT NULL,
    erased_at TIMESTAMP NOT NULL             -- wall-clock time at which it was written to its topic
);

-- One row a model of the topic segment-models.
CREATE TABLE models (
    version INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    trained_as_of TIMESTAMP NOT NULL,
    value VARCHAR NOT NULL                   -- the message
);

-- One row a segment of each model. The reserved segments inactive, new and unassigned are in no model.
CREATE TABLE segments (
    model_version INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    rank INTEGER NOT NULL,                   -- 1 is the best
    archetype VARCHAR,
    action VARCHAR NOT NULL,
    recency_scaled DOUBLE NOT NULL,          -- the centroid in the model's scaled space
    frequency_scaled DOUBLE NOT NULL,
    monetary_scaled DOUBLE NOT NULL,
    recency_days DOUBLE,                     -- means of the customers at training
    frequency DOUBLE,
    monetary DOUBLE,
    average_order_value DOUBLE,
    customers BIGINT NOT NULL,
    revenue_share DOUBLE NOT NULL            -- 0 to 1
);

-- The version in force: no row or one.
CREATE TABLE active_model (version INTEGER NOT NULL);

-- The last tick on the topic rfm-clock, event time: no row or one.
CREATE TABLE clock (now TIMESTAMP NOT NULL);

-- The next offset to read of each partition, written in the same transaction as the rows.
CREATE TABLE consumed_offsets (
    topic VARCHAR NOT NULL,
    partition INTEGER NOT NULL,
    next_offset BIGINT NOT NULL,
    latest_event_at TIMESTAMP                -- of purchases: the latest accepted event before the offset
);

-- The topics that the rows come from. A topic that was recreated has another id.
CREATE TABLE consumed_topics (
    topic VARCHAR NOT NULL,
    topic_id VARCHAR NOT NULL
);

-- The number of the last batch with customers: no row or one. It tells a reader which rows in memory belong to the tables.
CREATE TABLE last_batch (number BIGINT NOT NULL);
