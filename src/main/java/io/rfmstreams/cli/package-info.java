/** The command line. Only this package writes to standard output and ends the process. */
@NullMarked
package io.rfmstreams.cli;

import org.jspecify.annotations.NullMarked;
