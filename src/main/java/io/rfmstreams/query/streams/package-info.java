/** Where customers are read: interactive queries of this instance's stores, and of the other instances'. */
@NullMarked
package io.rfmstreams.query.streams;

import org.jspecify.annotations.NullMarked;
