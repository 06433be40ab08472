/**
 * The REST API: server, limits, access control and resources. It depends on queries, and not on how customers are
 * stored.
 */
@NullMarked
package io.rfmstreams.http;

import org.jspecify.annotations.NullMarked;
