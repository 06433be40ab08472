/**
 * The contract with other programs and with stored state: topic names and settings, messages and their JSON, and the
 * binary format of state.
 */
@NullMarked
package io.rfmstreams.contract;

import org.jspecify.annotations.NullMarked;
