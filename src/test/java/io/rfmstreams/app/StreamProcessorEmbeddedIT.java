package io.rfmstreams.app;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On the demo's embedded broker. */
class StreamProcessorEmbeddedIT extends StreamProcessorScenarios {

    StreamProcessorEmbeddedIT(@TempDir Path folder) {
        super(new EmbeddedTestBroker(), folder);
    }
}
