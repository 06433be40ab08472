package io.rfmstreams.app;

/** Runs the scenarios with Kafka in a container; skipped if no Docker engine is available. */
class TopicAdminDockerIT extends TopicAdminScenarios {

    TopicAdminDockerIT() {
        super(new DockerTestBroker());
    }
}
