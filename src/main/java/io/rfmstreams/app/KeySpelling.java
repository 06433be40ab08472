package io.rfmstreams.app;

import java.util.Optional;

/** How keys are spelled in one kind of source. */
enum KeySpelling {
    /** As {@code http.token.read}, in files and on the command line. */
    PROPERTY(".file"),
    /** As {@code RFM_HTTP_TOKEN_READ}, in the environment. */
    VARIABLE("_FILE");

    private final String fileSuffix;

    KeySpelling(String fileSuffix) {
        this.fileSuffix = fileSuffix;
    }

    /** What follows the name of a secret where the value is the name of the file that holds it. */
    String fileSuffix() {
        return fileSuffix;
    }

    String name(ConfigKey<?> key) {
        return this == PROPERTY ? key.key() : key.environmentName();
    }

    /** The key of this name. */
    Optional<ConfigKey<?>> key(String name) {
        return this == PROPERTY ? ConfigKey.named(name) : ConfigKey.ofEnvironment(name);
    }

    /** The secret whose file is named under this name. */
    Optional<ConfigKey<?>> secretOfFile(String name) {
        return name.endsWith(fileSuffix)
                ? key(name.substring(0, name.length() - fileSuffix.length())).filter(ConfigKey::isSecret)
                : Optional.empty();
    }
}
