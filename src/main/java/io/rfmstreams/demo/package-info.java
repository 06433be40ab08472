/** The demo: an embedded broker, data sets, the replay of a data set and a generator of synthetic purchases. */
@NullMarked
package io.rfmstreams.demo;

import org.jspecify.annotations.NullMarked;
