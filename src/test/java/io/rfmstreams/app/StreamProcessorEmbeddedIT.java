package io.rfmstreams.app;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Runs the scenarios with the embedded broker of the demo. */
class StreamProcessorEmbeddedIT extends StreamProcessorScenarios {

    StreamProcessorEmbeddedIT(@TempDir Path folder) {
        super(new EmbeddedTestBroker(), folder);
    }
}
