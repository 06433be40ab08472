package io.rfmstreams.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the token of a request. */
final class BearerToken {

    private static final String BEARER = "bearer ";

    private BearerToken() {}

    /**
     * The token of a request's {@code Authorization} headers.
     *
     * @return null where there is not exactly one with a bearer token
     */
    static @Nullable String of(List<String> authorizations) {
        if (authorizations.size() != 1
                || !authorizations.get(0).toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return null;
        }
        return authorizations.get(0).substring(BEARER.length()).trim();
    }
}
