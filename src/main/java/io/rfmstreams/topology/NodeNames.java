package io.rfmstreams.topology;

/** The names of the nodes of the topology. */
final class NodeNames {

    static final String PURCHASES = "purchases";
    static final String CLOCK = "clock";
    static final String SEGMENTATION = "segmentation";
    static final String CHANGES = "segment-changes";
    static final String ALERTS = "churn-alerts";
    static final String PROFILES = "customer-profiles";
    static final String MODELS = "models";
    static final String MODEL_UPDATER = "model-updater";

    private NodeNames() {}
}
