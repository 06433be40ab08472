/** The soak: a steady load on one processor for as long as it takes to see whether memory and lag stay flat and nothing is wrong. */
@NullMarked
package io.rfmstreams.bench.soak;

import org.jspecify.annotations.NullMarked;
