package io.rfmstreams.app;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Recognizes the environment variables that Kubernetes sets in each container for the services of its namespace. They start
 * with {@code RFM_}, as configuration does, if the name of a service starts with {@code rfm}.
 */
final class ServiceVariables {

    private static final String PORT = "_PORT";
    private static final String HOST = "_SERVICE_HOST";
    private static final Pattern NAME = Pattern.compile(
            "[A-Z0-9_]+(_SERVICE_HOST|_SERVICE_PORT(_[A-Z0-9_]+)?|_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");
    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.+:\\d+");

    private ServiceVariables() {}

    /**
     * Returns whether Kubernetes set a variable for a service. A name that ends with {@code _PORT} can also be a configuration
     * key. It is a service variable if its value is an address such as {@code tcp://10.0.0.1:8080}, or if no key has this name
     * and the environment has the host variable of the service.
     */
    static boolean contain(String name, Map<String, String> environment) {
        if (NAME.matcher(name).matches()) {
            return true;
        }
        if (!name.endsWith(PORT)) {
            return false;
        }
        String service = name.substring(0, name.length() - PORT.length());
        return ADDRESS.matcher(Objects.requireNonNullElse(environment.get(name), ""))
                        .matches()
                || (ConfigKey.ofEnvironment(name).isEmpty() && environment.containsKey(service + HOST));
    }
}
