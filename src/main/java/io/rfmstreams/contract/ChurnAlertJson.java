package io.rfmstreams.contract;

import io.rfmstreams.segment.ChurnSignal;
import io.rfmstreams.segment.ChurnSignal.Departure;
import io.rfmstreams.segment.NextChange;

/** The JSON of the {@code churn-alerts} topic. */
public final class ChurnAlertJson {

    private static final int USUAL_SIZE = 1_024;

    private ChurnAlertJson() {}

    public static byte[] encode(ChurnAlert alert) {
        ChurnSignal signal = alert.signal();
        Departure departure = signal.departure();
        JsonWriter json = new JsonWriter(USUAL_SIZE)
                .open('{')
                .string("alertId", alert.alertId().toString())
                .string("customerId", alert.customerId())
                .string("kind", signal.kind().name())
                .time("raisedAt", signal.raisedAt())
                .segment("from", departure.from())
                .close('}')
                .segment("to", departure.to().segment())
                .close('}')
                .segment("best", signal.best())
                .close('}')
                .time("expectedAt", departure.at())
                .rfm("rfm", signal.rfm())
                .money("monetaryAtStake", signal.monetaryAtStake())
                .decimal("returnProbability", signal.returnProbability())
                .money("valueAtRisk", signal.valueAtRisk())
                .flag("late", signal.late())
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
                .string("action", departure.to().action())
                .integer("modelVersion", signal.modelVersion())
                .close('}')
                .toByteArray();
    }
}
