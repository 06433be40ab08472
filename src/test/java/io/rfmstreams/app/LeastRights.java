package io.rfmstreams.app;

import io.rfmstreams.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The table of rights in {@code docs/operations.md}. The name of a user there is the name of the role. */
final class LeastRights {

    private static final Map<String, ResourceType> TYPES = Map.of(
            "topic",
            ResourceType.TOPIC,
            "group",
            ResourceType.GROUP,
            "transactional id",
            ResourceType.TRANSACTIONAL_ID);

    private LeastRights() {}

    /**
     * A right of the table.
     *
     * @param name a name, or a prefix and {@code *}
     */
    record Right(String user, ResourceType type, String name, AclOperation operation) {

        private boolean isPrefix() {
            return name.endsWith("*");
        }

        private String start() {
            return isPrefix() ? name.substring(0, name.length() - 1) : name;
        }

        AclBinding binding() {
            return new AclBinding(
                    new ResourcePattern(type, start(), isPrefix() ? PatternType.PREFIXED : PatternType.LITERAL),
                    new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
        }

        /** Returns whether one of the uses of rights needed this one. */
        boolean isAmong(Set<String> uses) {
            String use = user + " " + operation + " " + type + " " + start();
            return uses.stream().anyMatch(isPrefix() ? used -> used.startsWith(use) : use::equals);
        }
    }

    static List<Right> documented() {
        return Page.of("docs/operations.md").table("### Rights", "| user | resource | names | operations |").stream()
                .flatMap(row -> Page.codes(row.get(2))
                        .flatMap(name -> List.of(row.get(3).split(", ")).stream()
                                .map(operation -> new Right(row.get(0), type(row.get(1)), name, operation(operation)))))
                .collect(Collectors.toList());
    }

    private static ResourceType type(String text) {
        ResourceType type = TYPES.get(text);
        if (type == null) {
            throw new IllegalArgumentException("no resource type: " + text);
        }
        return type;
    }

    private static AclOperation operation(String text) {
        return AclOperation.valueOf(text.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT));
    }
}
