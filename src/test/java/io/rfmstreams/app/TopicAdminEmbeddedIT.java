package io.rfmstreams.app;

/** Runs the scenarios with the embedded broker of the demo. */
class TopicAdminEmbeddedIT extends TopicAdminScenarios {

    TopicAdminEmbeddedIT() {
        super(new EmbeddedTestBroker());
    }
}
