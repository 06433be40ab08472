package io.rfmstreams.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the bearer token of a request. */
final class BearerToken {

    private static final String BEARER = "bearer ";

    private BearerToken() {}

    /**
     * Returns the token of a request's {@code Authorization} headers.
     *
     * @return null unless there is exactly one header and it has a bearer token
     */
    static @Nullable String of(List<String> authorizations) {
        if (authorizations.size() != 1
                || !authorizations.get(0).toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return null;
        }
        return authorizations.get(0).substring(BEARER.length()).trim();
    }
}
