package io.rfmstreams.bench;

import io.rfmstreams.app.Settings;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.CustomerTable;
import io.rfmstreams.training.TooFewCustomersException;
import io.rfmstreams.training.Trainer;
import io.rfmstreams.training.TrainingRun;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The totals of each customer's purchases. The trainer fits the model of the benchmark to them, with its defaults. */
final class PurchaseTotals {

    private final Map<String, Bought> customers = new HashMap<>();
    private long lastPurchase;

    private static final class Bought {
        private long last;
        private long orders;
        private Money sum = Money.ZERO;
    }

    /** Takes a purchase; ignores a refund. */
    void bought(String customerId, CustomerEvent event) {
        if (!(event instanceof Purchase purchase)) {
            return;
        }
        Bought customer = customers.computeIfAbsent(customerId, id -> new Bought());
        customer.last = Math.max(customer.last, purchase.occurredAt());
        customer.orders++;
        customer.sum = new Money(customer.sum.units() + purchase.amount().units());
        lastPurchase = Math.max(lastPurchase, customer.last);
    }

    /** Trains a model as of the last purchase. The purchases are of too few days for a return probability of their own. */
    SegmentationModel train(Settings settings) {
        CustomerTable table = new CustomerTable();
        customers.forEach((customerId, customer) -> table.put(
                customerId, new Rfm(Rfm.recencyDays(customer.last, lastPurchase), customer.orders, customer.sum)));
        TrainingRun run = new TrainingRun(1, 0, lastPurchase, settings.window(), Map.of());
        try {
            return new Trainer(InstantSource.system())
                    .train(table.toCustomers(), settings.training(), Optional.empty(), run)
                    .withReturnModel(BenchModel.RETURNS);
        } catch (TooFewCustomersException tooFew) {
            throw new IllegalStateException(tooFew);
        }
    }
}
