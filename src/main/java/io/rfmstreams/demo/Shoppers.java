package io.rfmstreams.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** All made-up customers, and who of them orders next. */
final class Shoppers {

    private final List<Shopper> shoppers = new ArrayList<>();
    private final double[] weightUpTo;
    private final BitSet done = new BitSet();
    private final Random random;

    Shoppers(int customers, Random random) {
        this.random = random;
        weightUpTo = new double[customers];
        double sum = 0;
        for (int number = 0; number < customers; number++) {
            Shopper shopper = Shopper.draw(number, random);
            shoppers.add(shopper);
            sum += shopper.weight();
            weightUpTo[number] = sum;
        }
    }

    /** Draws by activity. Who orders only once is not drawn again, unless nobody else is there. */
    Shopper next() {
        int index = draw();
        for (int tries = 0; done.get(index) && tries < shoppers.size(); tries++) {
            index = draw();
        }
        Shopper shopper = shoppers.get(index);
        done.set(index, shopper.kind().once());
        return shopper;
    }

    private int draw() {
        double place = random.nextDouble() * weightUpTo[weightUpTo.length - 1];
        int found = Arrays.binarySearch(weightUpTo, place);
        return Math.min(found >= 0 ? found + 1 : -found - 1, weightUpTo.length - 1);
    }
}
