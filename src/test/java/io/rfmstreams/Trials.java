package io.rfmstreams;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Checks a law on random cases. The cases are the same in every run, so that a failure speaks of the change at hand; with
 * {@code -Dtest.seed=random} they are others each time, and with {@code -Dtest.seed=N} the first case is the one that the
 * message of a failure names.
 */
public final class Trials {

    private static final long SEED = 20_101_201;

    private Trials() {}

    /**
     * Runs a law once for each case and stops at the first case that breaks it.
     *
     * @throws AssertionError naming the seed of the case that broke the law, caused by what the law said
     */
    public static void run(int tries, Consumer<Random> law) {
        run(tries, firstSeed(System.getProperty("test.seed", "")), law);
    }

    static void run(int tries, long firstSeed, Consumer<Random> law) {
        SplittableRandom seeds = new SplittableRandom(firstSeed);
        long seed = firstSeed;
        for (int number = 1; number <= tries; number++) {
            try {
                law.accept(new Random(seed));
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError(
                        "case " + number + " of " + tries + " failed; -Dtest.seed=" + seed + " tries it first: "
                                + broken.getMessage(),
                        broken);
            }
            seed = seeds.nextLong();
        }
    }

    static long firstSeed(String asked) {
        return switch (asked) {
            case "" -> SEED;
            case "random" -> new SplittableRandom().nextLong();
            default -> Long.parseLong(asked);
        };
    }
}
