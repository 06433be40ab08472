package io.rfmstreams.demo;

/**
 * The options of the generator.
 *
 * @param customers the number of shoppers
 * @param seed the seed of the random numbers; the same seed generates the same shoppers
 */
public record GeneratorOptions(int customers, long seed) {

    public GeneratorOptions {
        if (customers < 1) {
            throw new IllegalArgumentException("customers must be at least 1, not " + customers);
        }
    }
}
