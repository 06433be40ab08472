/** The commands; the only place that writes to standard output or ends the process. */
@NullMarked
package io.rfmstreams.cli;

import org.jspecify.annotations.NullMarked;
