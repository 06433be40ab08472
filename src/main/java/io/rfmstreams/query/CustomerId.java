package io.rfmstreams.query;

import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InvalidFieldException;

/**
 * The id of a customer in a request.
 *
 * @param value 1 to 128 bytes of UTF-8 without control characters
 */
public record CustomerId(String value) {

    private static final String FIELD = "the customer's id";

    /** Checks an id. Throws {@link QueryException} with {@link QueryError#BAD_REQUEST} if it is invalid. */
    public CustomerId {
        try {
            Ids.check(FIELD, value);
        } catch (InvalidFieldException invalid) {
            throw bad(invalid);
        }
    }

    /**
     * Reads an id from UTF-8 bytes.
     *
     * @throws QueryException with {@link QueryError#BAD_REQUEST}
     */
    public static CustomerId read(byte[] utf8) {
        try {
            return new CustomerId(Ids.read(FIELD, utf8));
        } catch (InvalidFieldException invalid) {
            throw bad(invalid);
        }
    }

    private static QueryException bad(InvalidFieldException invalid) {
        return new QueryException(QueryError.BAD_REQUEST, String.valueOf(invalid.getMessage()));
    }
}
