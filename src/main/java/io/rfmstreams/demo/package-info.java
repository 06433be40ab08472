/** The demo: an embedded broker, data sets, the replay of a data set and a generator of made-up orders. */
@NullMarked
package io.rfmstreams.demo;

import org.jspecify.annotations.NullMarked;
