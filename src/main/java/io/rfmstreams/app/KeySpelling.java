package io.rfmstreams.app;

import java.util.Optional;

/** How a kind of source spells keys. */
enum KeySpelling {
    /** Files and the command line: {@code http.token.read}. */
    PROPERTY(".file"),
    /** The environment: {@code RFM_HTTP_TOKEN_READ}. */
    VARIABLE("_FILE");

    private final String fileSuffix;

    KeySpelling(String fileSuffix) {
        this.fileSuffix = fileSuffix;
    }

    /** Returns the suffix of a key whose value is the name of a file that contains the secret. */
    String fileSuffix() {
        return fileSuffix;
    }

    String name(ConfigKey<?> key) {
        return this == PROPERTY ? key.key() : key.environmentName();
    }

    /** Finds the key with a name. */
    Optional<ConfigKey<?>> key(String name) {
        return this == PROPERTY ? ConfigKey.named(name) : ConfigKey.ofEnvironment(name);
    }

    /** Finds the secret whose file a name sets. The name ends with {@link #fileSuffix}. */
    Optional<ConfigKey<?>> secretOfFile(String name) {
        return name.endsWith(fileSuffix)
                ? key(name.substring(0, name.length() - fileSuffix.length())).filter(ConfigKey::isSecret)
                : Optional.empty();
    }
}
