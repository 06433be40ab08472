package io.rfmstreams.training;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random customers of four groups of equal size. */
final class SyntheticCustomers {

    private static final List<Rfm> KINDS = List.of(
            new Rfm(5, 30, Money.of("6000")),
            new Rfm(60, 12, Money.of("900")),
            new Rfm(150, 6, Money.of("300")),
            new Rfm(400, 1, Money.of("20")));

    private SyntheticCustomers() {}

    static List<CustomerRfm> of(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new CustomerRfm("c" + i, near(KINDS.get(i % KINDS.size()), random)))
                .toList();
    }

    private static Rfm near(Rfm kind, Random random) {
        return new Rfm(
                Math.round(kind.recencyDays() * (0.7 + 0.6 * random.nextDouble())),
                Math.max(1, Math.round(kind.frequency() * (0.7 + 0.6 * random.nextDouble()))),
                new Money(Math.round(kind.monetary().units() * (0.7 + 0.6 * random.nextDouble()))));
    }
}
