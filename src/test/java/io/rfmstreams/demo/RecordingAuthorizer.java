package io.rfmstreams.demo;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which records its decisions. Kafka creates it, so that the records belong to the class. */
public final class RecordingAuthorizer extends StandardAuthorizer {

    private static final Set<String> ALLOWED = new ConcurrentSkipListSet<>();
    private static final Set<String> DENIED = new ConcurrentSkipListSet<>();

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int i = 0; i < results.size(); i++) {
            Action action = actions.get(i);
            String use = context.principal().getName() + " " + action.operation() + " "
                    + action.resourcePattern().resourceType() + " "
                    + action.resourcePattern().name();
            if (results.get(i) == AuthorizationResult.ALLOWED) {
                ALLOWED.add(use);
            } else if (action.logIfDenied()) {
                DENIED.add(use);
            }
        }
        return results;
    }

    /** Returns the uses of rights so far, such as {@code process READ TOPIC purchases}. */
    public static Set<String> allowed() {
        return new TreeSet<>(ALLOWED);
    }

    /** Returns the uses of missing rights so far. */
    public static Set<String> denied() {
        return new TreeSet<>(DENIED);
    }
}
