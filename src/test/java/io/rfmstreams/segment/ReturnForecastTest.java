package io.rfmstreams.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.segment.ChurnSignal.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the FADING alerts of random customers who buy nothing with brute force, day by day and expiry by expiry. */
class ReturnForecastTest {

    private static final long HORIZON = Duration.ofDays(90).toMillis();
    private static final int DAYS = 300;
    private static final long END = ForecastCase.TODAY + DAYS * ForecastCase.DAY;

    /** What brute force finds. */
    private enum Found {
        BELOW_TODAY,
        ON_A_WHOLE_DAY,
        AT_AN_EXPIRY,
        NOT_WATCHED,
        NEVER
    }

    @Test
    void shouldRaiseFadingAtTheMomentOfBruteForce() {
        Map<Found, Integer> found = new HashMap<>();
        Trials.run(100_000, random -> {
            // Given
            ForecastCase sample = new ForecastCase(random);
            ReturnModel returns = randomModel(random);
            Double today = returns.probability(sample.rfm());
            double threshold = threshold(random, today);
            Set<Integer> watched = randomRanks(random);
            Fading fading = today != null && today < threshold ? Fading.MISSED : Fading.POSSIBLE;
            Segmenter segmenter = new Segmenter(
                    sample.historyRules,
                    sample.rules,
                    new ChurnPolicy(watched, Set.of(), ForecastCase.DAY, threshold),
                    version -> Optional.of(sample.model.withReturnModel(returns)));
            Customer customer = sample.customer;

            // When
            CustomerUpdate update = segmenter.advance(
                    customer.withInactivity(customer.inactivity().withFading(fading)),
                    END,
                    List.of(new Activation(1, ForecastCase.TODAY, 1)));

            // Then
            List<ChurnSignal> raised = update.signals().stream()
                    .filter(signal -> signal.kind() == Kind.FADING)
                    .toList();
            Long below = firstBelow(returns, threshold, sample);
            boolean isWatched = below != null && watched.contains(bestRank(sample, below));
            List<Long> expected =
                    below != null && below != ForecastCase.TODAY && isWatched ? List.of(below) : List.of();
            assertThat(raised).extracting(ChurnSignal::raisedAt).isEqualTo(expected);
            for (ChurnSignal signal : raised) {
                assertThat(signal.returnProbability())
                        .isEqualTo(returns.probability(customer.history().rfm(sample.window, signal.raisedAt())))
                        .isLessThan(threshold);
                assertThat(signal.departure().at()).isEqualTo(signal.raisedAt());
                assertThat(signal.departure().to().segment())
                        .isEqualTo(signal.departure().from());
            }
            found.merge(found(below, isWatched, customer.history().lastPurchaseAt()), 1, Integer::sum);
        });
        assertThat(found).containsOnlyKeys(Found.values()).allSatisfy((kind, cases) -> assertThat(cases)
                .as("cases of %s", kind)
                .isGreaterThan(1_000));
    }

    private static Found found(@Nullable Long below, boolean isWatched, long lastPurchaseAt) {
        if (below == null) {
            return Found.NEVER;
        }
        if (below == ForecastCase.TODAY) {
            return Found.BELOW_TODAY;
        }
        if (!isWatched) {
            return Found.NOT_WATCHED;
        }
        return (below - lastPurchaseAt) % ForecastCase.DAY == 0 ? Found.ON_A_WHOLE_DAY : Found.AT_AN_EXPIRY;
    }

    /** In most cases the threshold is a little below the probability of today. */
    private static double threshold(Random random, @Nullable Double today) {
        return today == null || random.nextInt(3) == 0 ? 0.5 : today * (1 - 0.4 * random.nextDouble());
    }

    private static Set<Integer> randomRanks(Random random) {
        Set<Integer> ranks = new HashSet<>();
        for (int rank = 1; rank <= 7; rank++) {
            if (random.nextInt(4) > 0) {
                ranks.add(rank);
            }
        }
        return ranks;
    }

    /** Returns the best rank from today up to a time; 0 if the customer has been in no ranked segment. */
    private static int bestRank(ForecastCase sample, long time) {
        String present = sample.customer.membership().segmentId();
        int best = sample.model.segment(present).map(Segment::rank).orElse(0);
        for (NextChange change : sample.bruteForce(DAYS)) {
            int rank = sample.model.segment(change.segment()).map(Segment::rank).orElse(0);
            if (change.at() <= time && rank > 0) {
                best = best == 0 ? rank : Math.min(best, rank);
            }
        }
        return best;
    }

    /** Returns the first time from today on at which the probability is below the threshold; null if there is none. */
    private static @Nullable Long firstBelow(ReturnModel model, double threshold, ForecastCase sample) {
        PurchaseHistory history = sample.customer.history();
        TreeSet<Long> moments = new TreeSet<>();
        moments.add(ForecastCase.TODAY);
        for (long day = 0; day <= DAYS; day++) {
            moments.add(history.lastPurchaseAt() + (sample.rfm().recencyDays() + day) * ForecastCase.DAY);
        }
        history.buckets()
                .toList()
                .forEach(bucket -> moments.add(
                        sample.window.end(bucket.orders() > 0 ? bucket.lastOrderAt() : bucket.lastRefundAt())));
        for (long moment : moments.subSet(ForecastCase.TODAY, true, END, true)) {
            Double probability = model.probability(history.rfm(sample.window, moment));
            if (probability != null && probability < threshold) {
                return moment;
            }
        }
        return null;
    }

    private static ReturnModel randomModel(Random random) {
        double recency = random.nextInt(6) == 0 ? random.nextDouble() : -0.05 - random.nextDouble();
        return new ReturnModel(
                HORIZON,
                random.nextGaussian(3, 2),
                recency,
                random.nextGaussian(0.5, 1),
                random.nextGaussian(0.1, 0.3),
                null);
    }
}
