package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Locale;
import java.util.Set;

/** The formats of answers. */
enum MediaType {
    JSON("application/json"),
    CSV("text/csv"),
    PARQUET("application/vnd.apache.parquet");

    private final String name;

    MediaType(String name) {
        this.name = name;
    }

    String contentType() {
        return this == CSV ? name + "; charset=utf-8; header=present" : name;
    }

    /** Returns the first format in the header {@code Accept} that is offered; JSON if there is none. */
    static MediaType accepted(Context ctx, Set<MediaType> offered) {
        String accept = ctx.header(Header.ACCEPT);
        for (String range : (accept == null ? "" : accept).split(",")) {
            String wanted = range.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
            for (MediaType type : offered) {
                if (type.name.equals(wanted)) {
                    return type;
                }
            }
        }
        return JSON;
    }
}
