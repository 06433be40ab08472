/** The REST interface: server, limits, access control and resources; knows what can be asked, never where it is stored. */
@NullMarked
package io.rfmstreams.http;

import org.jspecify.annotations.NullMarked;
