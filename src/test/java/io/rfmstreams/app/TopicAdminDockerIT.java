package io.rfmstreams.app;

/** On Kafka in a container; skipped where no Docker engine answers. */
class TopicAdminDockerIT extends TopicAdminScenarios {

    TopicAdminDockerIT() {
        super(new DockerTestBroker());
    }
}
