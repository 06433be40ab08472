package io.rfmstreams.demo;

import io.rfmstreams.app.Settings;
import java.util.Map;

/**
 * What a demo has come to.
 *
 * @param settings how to reach its topics while it runs
 * @param port of its REST interface while it runs
 * @param counts what was counted since the data folder was new, by dotted name
 * @param dropped lines of the input that were not sent, by reason
 */
public record DemoResult(Settings settings, int port, Map<String, Long> counts, Map<String, Long> dropped) {}
