package io.rfmstreams.bench;

/**
 * One contender's way through all purchases.
 *
 * @param perSecond purchases a second
 * @param cpuMicros microseconds of processor time a purchase, broker and compiler included; unlike the rate it hardly hangs on
 *     what else the machine does
 * @param outputBytes bytes a purchase on the output topics, as they lie on the broker
 * @param changelogBytes bytes a purchase on the changelogs, likewise
 */
record Run(double perSecond, double cpuMicros, double outputBytes, double changelogBytes) {}
