package io.rfmstreams.files;

/** The identity of an order. */
record OrderKey(String orderId, String customerId) {}
