/** The tools of assistants: the questions of the REST API over the Model Context Protocol. */
@NullMarked
package io.rfmstreams.http.mcp;

import org.jspecify.annotations.NullMarked;
