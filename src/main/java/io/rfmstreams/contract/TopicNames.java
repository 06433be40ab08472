package io.rfmstreams.contract;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The names of the topics of one installation. */
public final class TopicNames {

    private final Map<TopicRole, String> names;

    /**
     * Creates the names.
     *
     * @param prefix prefix of all default names
     * @param overrides names that replace the prefix and the default name of some roles
     */
    public TopicNames(String prefix, Map<TopicRole, String> overrides) {
        names = new EnumMap<>(TopicRole.class);
        for (TopicRole role : TopicRole.values()) {
            names.put(role, overrides.getOrDefault(role, prefix + role.defaultName()));
        }
    }

    /** Returns the default names without a prefix. */
    public static TopicNames defaults() {
        return new TopicNames("", Map.of());
    }

    public String of(TopicRole role) {
        return Objects.requireNonNull(names.get(role));
    }
}
