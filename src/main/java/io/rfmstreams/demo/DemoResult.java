package io.rfmstreams.demo;

import io.rfmstreams.app.Settings;
import java.util.Map;

/**
 * The result of a demo.
 *
 * @param settings the settings to connect to its topics while it runs
 * @param port the port of its REST API while it runs
 * @param counts the counters since the data folder was created, by dotted name
 */
public record DemoResult(Settings settings, int port, Map<String, Long> counts) {}
