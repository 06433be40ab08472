package io.rfmstreams.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** The made-up customers. It selects the customer of each order at random. */
final class Shoppers {

    private final List<Shopper> shoppers = new ArrayList<>();
    private final double[] cumulativeWeights;
    private final BitSet finished = new BitSet();
    private final Random random;

    Shoppers(int customers, Random random) {
        this.random = random;
        cumulativeWeights = new double[customers];
        double sum = 0;
        for (int number = 0; number < customers; number++) {
            Shopper shopper = Shopper.draw(number, random);
            shoppers.add(shopper);
            sum += shopper.weight();
            cumulativeWeights[number] = sum;
        }
    }

    /**
     * Draws a customer with a probability in proportion to its weight. A customer that orders only once is drawn again only if the
     * draw finds no other.
     */
    Shopper next() {
        int index = draw();
        for (int tries = 0; finished.get(index) && tries < shoppers.size(); tries++) {
            index = draw();
        }
        Shopper shopper = shoppers.get(index);
        finished.set(index, shopper.kind().once());
        return shopper;
    }

    private int draw() {
        double place = random.nextDouble() * cumulativeWeights[cumulativeWeights.length - 1];
        int found = Arrays.binarySearch(cumulativeWeights, place);
        return Math.min(found >= 0 ? found + 1 : -found - 1, cumulativeWeights.length - 1);
    }
}
