/** Configuration, wiring and life cycle of the roles, and the Kafka side of training. */
@NullMarked
package io.rfmstreams.app;

import org.jspecify.annotations.NullMarked;
