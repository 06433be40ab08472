package io.rfmstreams.segment;

import io.rfmstreams.bench.BenchCustomers;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.SegmentMove.Reason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The evaluation of a customer after a purchase, and its last part by itself: the next events that time will bring. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class EvaluationJmh {

    private static final HistoryRules RULES = BenchCustomers.RULES;

    private final SegmentationModel model = BenchCustomers.MODEL;
    private final Customer few = BenchCustomers.withTenOrders();
    private final Customer many = BenchCustomers.withThousandOrders();
    private final SegmentRules rules = BenchCustomers.SEGMENTS;
    private final ChurnPolicy policy = BenchCustomers.CHURN;
    private final SegmentEvaluator evaluator =
            new SegmentEvaluator(RULES, rules, policy, version -> Optional.of(model));
    private final Forecaster forecaster = new Forecaster(RULES, rules, policy);
    private final SegmentRef watched = new SegmentRef("segment-2", "Segment 2", 2);
    private final Trigger purchase = new Trigger(Reason.PURCHASE, new Evaluation(1, 1, BenchCustomers.NOW));
    private final Rfm fewRfm = forecaster.rfm(few, BenchCustomers.NOW);
    private final Rfm manyRfm = forecaster.rfm(many, BenchCustomers.NOW);

    @Benchmark
    public CustomerUpdate evaluateTenOrders() {
        return evaluator.evaluate(few, few.history(), purchase);
    }

    @Benchmark
    public CustomerUpdate evaluateThousandOrders() {
        return evaluator.evaluate(many, many.history(), purchase);
    }

    @Benchmark
    public Projection nextTimerOfTenOrders() {
        return forecaster.project(few, fewRfm, model, watched);
    }

    @Benchmark
    public Projection nextTimerOfThousandOrders() {
        return forecaster.project(many, manyRfm, model, watched);
    }

    @Benchmark
    public List<NextChange> forecastOfTenOrders() {
        return forecaster.forecast(few, model);
    }
}
