package io.rfmstreams.http;

/** A part of the REST API. A server has one or several, beside health, metrics and the description of the service. */
public abstract class Api {

    Api() {}

    /** Adds the routes of the part. */
    abstract void addTo(Routes routes);

    /** Ends answers that have no end of their own, before the server stops. */
    void close() {}
}
