/**
 * The work of the processor as a job of Apache Flink. It decides by the same classes as the processor, so that a comparison of the two
 * is one of the engines.
 */
@NullMarked
package io.rfmstreams.bench.flink;

import org.jspecify.annotations.NullMarked;
