package io.rfmstreams.http;

import io.javalin.security.RouteRole;

/** The permission that a route requires. */
enum AccessLevel implements RouteRole {
    /** Public. No token is ever required. */
    OPEN,
    /** Reads customers and models. */
    READ,
    /** Changes something permanently. */
    WRITE,
    /** Reads the stored state of a customer, as other instances of the service do. */
    PEER
}
