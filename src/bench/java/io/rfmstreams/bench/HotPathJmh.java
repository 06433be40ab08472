package io.rfmstreams.bench;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.CustomerState;
import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.KeptRowState;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.ReceivedEvent;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.Segmenter;
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

/** The parts that every purchase passes, each by itself. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class HotPathJmh {

    private static final long NOW = BenchCustomers.NOW;
    private static final HistoryRules RULES = BenchCustomers.RULES;

    private final byte[] purchase =
            PurchaseJson.encode("c123456", new Purchase("o-1234567", Money.of("139.12"), NOW), "GBP");
    private final Customer few = BenchCustomers.withTenOrders();
    private final Customer many = BenchCustomers.withThousandOrders();
    private final byte[] fewBytes = CustomerState.encode(CustomerWithOrders.withoutOrders(few));
    private final byte[] manyBytes = CustomerState.encode(CustomerWithOrders.withoutOrders(many));
    private final Purchase next = new Purchase("o-next", Money.of("12.50"), NOW);
    private final ReceivedEvent arrival = new ReceivedEvent(next, NOW, 2_000_000);
    private final KeptOrder row = new KeptOrder("o-next", NOW, Money.of("12.50"), 1_000_000);
    private final byte[] rowBytes = KeptRowState.encode(row);
    private final SegmentationModel four = BenchCustomers.MODEL;
    private final SegmentationModel eight = BenchModel.ofSegments(8);
    private final Rfm rfm = few.history().rfm(RULES.window(), NOW);
    private final List<Activation> activations = List.of(new Activation(1, 0, 1));
    private final Segmenter segmenter =
            new Segmenter(RULES, BenchCustomers.SEGMENTS, BenchCustomers.CHURN, version -> Optional.of(four));
    private final CustomerProfile profile = CustomerProfile.of("c123456", few, rfm, null);

    @Benchmark
    public InputRecord decodePurchase() {
        return PurchaseJson.decode(purchase);
    }

    @Benchmark
    public CustomerWithOrders decodeTenOrders() {
        return CustomerState.decode(fewBytes);
    }

    @Benchmark
    public byte[] encodeTenOrders() {
        return CustomerState.encode(CustomerWithOrders.withoutOrders(few));
    }

    @Benchmark
    public CustomerWithOrders decodeThousandOrders() {
        return CustomerState.decode(manyBytes);
    }

    @Benchmark
    public byte[] encodeThousandOrders() {
        return CustomerState.encode(CustomerWithOrders.withoutOrders(many));
    }

    @Benchmark
    public HistoryUpdate applyOneMoreToTen() {
        return few.history().apply(next, Long.MAX_VALUE, NOW, RULES, KeptRows.NONE);
    }

    @Benchmark
    public HistoryUpdate applyOneMoreToThousand() {
        return many.history().apply(next, Long.MAX_VALUE, NOW, RULES, KeptRows.NONE);
    }

    @Benchmark
    public byte[] encodeOrderRow() {
        return KeptRowState.encode(row);
    }

    @Benchmark
    public KeptOrder decodeOrderRow() {
        return KeptRowState.decodeOrder("o-next", rowBytes);
    }

    @Benchmark
    public CustomerUpdate.EventResult applyPurchase() {
        return segmenter.apply(few, KeptRows.NONE, arrival, activations);
    }

    @Benchmark
    public Segment assignOfFour() {
        return four.nearest(four.features().scale(rfm));
    }

    @Benchmark
    public Segment assignOfEight() {
        RfmPoint point = eight.features().scale(rfm);
        return eight.nearest(point);
    }

    @Benchmark
    public byte[] encodeProfile() {
        return CustomerProfileJson.encode(profile);
    }
}
