/** Measures the program: its whole topology beside a bare one, and the parts that every purchase passes. */
@NullMarked
package io.rfmstreams.bench;

import org.jspecify.annotations.NullMarked;
