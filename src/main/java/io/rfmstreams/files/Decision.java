package io.rfmstreams.files;

/**
 * What was decided for a whole file.
 *
 * @param value the decision
 * @param why the reason, such as {@code proved by '13/12/2010'}
 */
public record Decision<T>(T value, String why) {}
