package io.rfmstreams.app;

/** On the demo's embedded broker. */
class TopicAdminEmbeddedIT extends TopicAdminScenarios {

    TopicAdminEmbeddedIT() {
        super(new EmbeddedTestBroker());
    }
}
