/** How long the customers of an instance wait after it was stopped or killed. */
@NullMarked
package io.rfmstreams.bench.recovery;

import org.jspecify.annotations.NullMarked;
