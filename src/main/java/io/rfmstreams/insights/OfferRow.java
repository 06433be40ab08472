package io.rfmstreams.insights;

import io.rfmstreams.contract.CustomerOffer;

/**
 * An offer as a row of its table.
 *
 * @param recordedAt when the record was written to its topic, epoch milliseconds
 */
record OfferRow(CustomerOffer offer, long recordedAt) {}
