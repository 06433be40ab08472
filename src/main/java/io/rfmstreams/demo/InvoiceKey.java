package io.rfmstreams.demo;

/** Which order an invoice line belongs to. */
record InvoiceKey(String number, String customerId) {}
