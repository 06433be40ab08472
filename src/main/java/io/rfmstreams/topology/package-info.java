/** The Kafka Streams topology: the segmentation processor, the agenda of those whom time moves, the sweep after a model change, the clock and the stores. */
@NullMarked
package io.rfmstreams.topology;

import org.jspecify.annotations.NullMarked;
