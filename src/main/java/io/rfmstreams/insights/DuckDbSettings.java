package io.rfmstreams.insights;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of DuckDB. No statement can change them, load an extension, or read and write other files. */
final class DuckDbSettings {

    private DuckDbSettings() {}

    static Properties inMemory() {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("preserve_insertion_order", "false");
        settings.setProperty("enable_external_access", "false");
        settings.setProperty("lock_configuration", "true");
        return settings;
    }

    /**
     * Returns the settings for a file.
     *
     * @param folder of the file; temporary files go to its folder {@code tmp}
     * @param memoryBytes the most memory that DuckDB uses
     */
    static Properties of(Path folder, long memoryBytes) {
        Properties settings = inMemory();
        settings.setProperty("memory_limit", memoryBytes + "B");
        settings.setProperty("temp_directory", folder.resolve("tmp").toString());
        return settings;
    }
}
