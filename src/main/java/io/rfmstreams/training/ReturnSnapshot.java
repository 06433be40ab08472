package io.rfmstreams.training;

/**
 * The customers who were active at one time, with their features at that time and whether they bought within the horizon
 * after it.
 *
 * @param at epoch milliseconds
 */
record ReturnSnapshot(long at, ReturnRows rows) {}
