package io.rfmstreams.http;

import io.javalin.security.RouteRole;

/** What a route lets its caller do. */
enum AccessLevel implements RouteRole {
    /** Nothing that is anybody's secret; needs no token ever. */
    OPEN,
    /** Sees customers and models. */
    READ,
    /** Changes something for good. */
    WRITE,
    /** Sees what is stored here of a customer, as other instances of this service must. */
    PEER
}
