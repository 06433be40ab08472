package io.rfmstreams.contract;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The name of each topic in one installation. */
public final class TopicNames {

    private final Map<TopicRole, String> names;

    /**
     * Names the topics.
     *
     * @param prefix stands before every default name
     * @param overrides whole names, without the prefix, for some roles
     */
    public TopicNames(String prefix, Map<TopicRole, String> overrides) {
        names = new EnumMap<>(TopicRole.class);
        for (TopicRole role : TopicRole.values()) {
            names.put(role, overrides.getOrDefault(role, prefix + role.defaultName()));
        }
    }

    /** The names as they are without any configuration. */
    public static TopicNames defaults() {
        return new TopicNames("", Map.of());
    }

    public String of(TopicRole role) {
        return Objects.requireNonNull(names.get(role));
    }
}
