package io.rfmstreams.training;

import io.rfmstreams.rfm.Rfm;

/** One customer to be fitted: the id, and the RFM as of the moment of training. */
public record CustomerRfm(String customerId, Rfm rfm) {}
