package io.rfmstreams.contract;

import io.rfmstreams.segment.ChurnSignal;
import io.rfmstreams.segment.NextChange;

/** The JSON of the {@code churn-alerts} topic. */
public final class ChurnAlertJson {

    private static final int USUAL_SIZE = 1_024;

    private ChurnAlertJson() {}

    public static byte[] encode(ChurnAlert alert) {
        ChurnSignal signal = alert.signal();
        JsonWriter json = new JsonWriter(USUAL_SIZE)
                .open('{')
                .string("alertId", alert.alertId().toString())
                .string("customerId", alert.customerId())
                .string("kind", signal.kind().name())
                .time("raisedAt", signal.raisedAt())
                .segment("from", signal.from())
                .close('}')
                .segment("to", signal.to())
                .close('}')
                .segment("best", signal.best())
                .close('}')
                .time("expectedAt", signal.expectedAt())
                .rfm("rfm", signal.rfm())
                .money("monetaryAtStake", signal.rfm().monetary().atLeastZero())
                .field("forecast")
                .open('[');
        for (NextChange move : signal.forecast()) {
            json.next()
                    .open('{')
                    .string("segment", move.segment())
                    .time("at", move.at())
                    .close('}');
        }
        return json.close(']')
                .string("action", signal.action())
                .integer("modelVersion", signal.modelVersion())
                .close('}')
                .toByteArray();
    }
}
