package io.rfmstreams.app;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On Kafka in a container; skipped where no Docker engine answers. */
class StreamProcessorDockerIT extends StreamProcessorScenarios {

    StreamProcessorDockerIT(@TempDir Path folder) {
        super(new DockerTestBroker(), folder);
    }
}
