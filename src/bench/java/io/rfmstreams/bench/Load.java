package io.rfmstreams.bench;

import io.rfmstreams.rfm.CustomerEvent;

/** Made-up purchases and refunds in the order of their time. The same seed gives the same events. */
interface Load {

    /** An event and whose it is. */
    record Made(String customerId, CustomerEvent event) {}

    boolean hasNext();

    Made next();

    /** The time at which the load ends, epoch milliseconds. */
    long end();
}
