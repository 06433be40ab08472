/** The Kafka Streams topology: the segmentation processor, its timers, reassignment, clock and stores. */
@NullMarked
package io.rfmstreams.topology;

import org.jspecify.annotations.NullMarked;
