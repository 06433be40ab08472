/** The fault suite: a broker and processors in processes of their own, which are disturbed, and an oracle beside them. */
@NullMarked
package io.rfmstreams.faults;

import org.jspecify.annotations.NullMarked;
