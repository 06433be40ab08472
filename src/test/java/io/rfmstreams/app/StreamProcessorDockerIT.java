package io.rfmstreams.app;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Runs the scenarios with Kafka in a container; skipped if no Docker engine is available. */
class StreamProcessorDockerIT extends StreamProcessorScenarios {

    StreamProcessorDockerIT(@TempDir Path folder) {
        super(new DockerTestBroker(), folder);
    }
}
