package io.rfmstreams.app;

import org.jspecify.annotations.Nullable;

/**
 * What a list shows of a dead letter: everything but the record itself.
 *
 * @param writtenAt epoch milliseconds
 * @param reason the code of the rejection reason; empty if the processor did not write the dead letter
 * @param detail what is wrong with the record
 * @param customerId the key, with replacement characters for bytes that are not UTF-8; null without a key
 * @param source the position of the original record; null if the headers do not name it
 * @param size the size of the original value in bytes; 0 for none
 * @param obstacle why the record cannot be sent again; null if it can
 */
public record DeadLetterEntry(
        RecordPosition position,
        long writtenAt,
        String reason,
        String detail,
        @Nullable String customerId,
        @Nullable RecordPosition source,
        long size,
        DeadLetterState state,
        @Nullable String obstacle) {}
