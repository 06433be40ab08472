package io.rfmstreams.http.mcp;

import org.jspecify.annotations.Nullable;

/**
 * Who calls a tool.
 *
 * @param authorization the header {@code Authorization} of the request; null if there is none
 */
public record Caller(@Nullable String authorization) {}
