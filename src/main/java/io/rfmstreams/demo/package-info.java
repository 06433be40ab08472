/** An embedded broker, data sets, replay and the generator: all that the demo needs beside the real roles. */
@NullMarked
package io.rfmstreams.demo;

import org.jspecify.annotations.NullMarked;
