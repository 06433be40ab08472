/** What can be asked of a customer, and the answers: pure functions of what is stored, wherever that is read from. */
@NullMarked
package io.rfmstreams.query;

import org.jspecify.annotations.NullMarked;
