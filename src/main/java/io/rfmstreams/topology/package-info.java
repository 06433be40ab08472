/** The Kafka Streams topology: the segmentation processor, the timers of those whom time moves, the reassignment after a model change, the clock and the stores. */
@NullMarked
package io.rfmstreams.topology;

import org.jspecify.annotations.NullMarked;
