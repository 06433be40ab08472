package io.rfmstreams.app;

import java.util.Objects;

/** The version of the program, from the manifest of its jar. */
final class ProgramVersion {

    private ProgramVersion() {}

    static String get() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(version, "(not packaged)");
    }
}
