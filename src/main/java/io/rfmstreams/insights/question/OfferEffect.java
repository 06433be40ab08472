package io.rfmstreams.insights.question;

import org.jspecify.annotations.Nullable;

/**
 * What customers did after an offer and what those of the like-for-like group did, as numbers of customers.
 *
 * @param offered customers with the offer
 * @param offeredReturned those of them who bought
 * @param offeredMovedUp those of them who moved to a better rank
 */
record OfferEffect(
        long offered,
        long offeredReturned,
        long offeredMovedUp,
        long control,
        long controlReturned,
        long controlMovedUp) {

    static final OfferEffect NONE = new OfferEffect(0, 0, 0, 0, 0, 0);

    OfferEffect plus(OfferEffect other) {
        return new OfferEffect(
                offered + other.offered,
                offeredReturned + other.offeredReturned,
                offeredMovedUp + other.offeredMovedUp,
                control + other.control,
                controlReturned + other.controlReturned,
                controlMovedUp + other.controlMovedUp);
    }

    /** Returns this and a customer with the offer. */
    OfferEffect withOffered(boolean hasReturned, boolean hasMovedUp) {
        return plus(new OfferEffect(1, hasReturned ? 1 : 0, hasMovedUp ? 1 : 0, 0, 0, 0));
    }

    /** Returns this and a customer of the like-for-like group. */
    OfferEffect withControl(boolean hasReturned, boolean hasMovedUp) {
        return plus(new OfferEffect(0, 0, 0, 1, hasReturned ? 1 : 0, hasMovedUp ? 1 : 0));
    }

    static @Nullable Double share(long part, long of) {
        return of == 0 ? null : part / (double) of;
    }

    /** Returns the share of those with the offer less that of the group; null if one of the two is empty. */
    @Nullable
    Double difference(long ofOffered, long ofControl) {
        return offered == 0 || control == 0 ? null : ofOffered / (double) offered - ofControl / (double) control;
    }
}
