/** The programs of a benchmark in JVMs of their own, as they run in production, and what can be measured of them from outside. */
@NullMarked
package io.rfmstreams.bench.child;

import org.jspecify.annotations.NullMarked;
