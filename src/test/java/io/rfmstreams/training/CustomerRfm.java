package io.rfmstreams.training;

import io.rfmstreams.rfm.Rfm;

/** The id of a customer, and the RFM at the time of the training. */
public record CustomerRfm(String customerId, Rfm rfm) {}
